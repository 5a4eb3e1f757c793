package archsim.workloads.dataset;

import archsim.base.AtomicFile;
import archsim.base.RootLocale;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Takes single files out of a compressed tar archive.
 *
 * <p>Only names that were asked for are written, and only under their last part: an archive chooses no paths.
 */
final class TarArchive {

    private static final int BLOCK_BYTES = 512;
    private static final int NAME_BYTES = 100;
    private static final int SIZE_AT = 124;
    private static final int SIZE_BYTES = 12;
    private static final long MOST_BYTES = 1L << 28;

    private TarArchive() {}

    /**
     * Writes {@code names} to {@code folder}.
     *
     * @throws IOException if the archive is damaged or lacks one of them
     */
    static void unpack(Path archive, List<String> names, Path folder) throws IOException {
        var missing = new ArrayList<>(names);
        try (InputStream raw = Files.newInputStream(archive);
                InputStream in = new BufferedInputStream(new GZIPInputStream(raw, 1 << 16))) {
            for (byte[] header = in.readNBytes(BLOCK_BYTES); isEntry(header); header = in.readNBytes(BLOCK_BYTES)) {
                long size = size(header);
                String name = fileName(header);
                if (missing.remove(name)) {
                    byte[] content = in.readNBytes((int) size);
                    AtomicFile.write(folder.resolve(name), content);
                } else {
                    in.skipNBytes(size);
                }
                in.skipNBytes(-size & (BLOCK_BYTES - 1));
            }
        } catch (EOFException e) {
            throw new IOException("the archive ends in the middle of a file", e);
        }
        if (!missing.isEmpty()) {
            throw new IOException("the archive lacks " + String.join(", ", missing));
        }
    }

    private static boolean isEntry(byte[] header) {
        return header.length == BLOCK_BYTES && header[0] != 0;
    }

    private static String fileName(byte[] header) {
        String path = text(header, 0, NAME_BYTES);
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static long size(byte[] header) throws IOException {
        String digits = text(header, SIZE_AT, SIZE_BYTES).strip();
        try {
            long size = digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
            if (size <= MOST_BYTES) {
                return size;
            }
        } catch (NumberFormatException e) {
            throw new IOException(RootLocale.format("the archive has a file of size \"%s\"", digits), e);
        }
        throw new IOException(
                RootLocale.format("the archive has a file of %s bytes in octal, which is too many", digits));
    }

    private static String text(byte[] header, int from, int length) {
        int end = from;
        while (end < from + length && header[end] != 0) {
            end++;
        }
        return new String(header, from, end - from, StandardCharsets.US_ASCII);
    }
}
