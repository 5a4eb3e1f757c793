package archsim.workloads.dataset;

import archsim.base.RootLocale;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A picture whose head was read: PNG, JPEG, BMP or GIF.
 *
 * @param file in a folder or an archive
 * @param label of its class
 * @param h rows
 * @param w columns
 * @param grey whether it has brightness only
 * @param jpeg whether it is stored as JPEG
 */
record Picture(Path file, int label, int h, int w, boolean grey, boolean jpeg) {

    private static final int MOST_SIDE = 1 << 14;
    private static final int MOST_PIXELS = 1 << 26;

    /**
     * Reads the head of {@code file}.
     *
     * @throws IOException with what is wrong with it, in words that follow the file's name
     */
    static Picture headOf(Path file, int label) throws IOException {
        return open(file, reader -> {
            int w = reader.getWidth(0);
            int h = reader.getHeight(0);
            if (Math.max(w, h) > MOST_SIDE || (long) w * h > MOST_PIXELS) {
                throw new IOException(RootLocale.format(
                        "must be at most %d pixels wide and high and %d in all, was %d x %d",
                        MOST_SIDE, MOST_PIXELS, w, h));
            }
            Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
            boolean grey = types.hasNext() && isGrey(types.next());
            return new Picture(file, label, h, w, grey, "JPEG".equalsIgnoreCase(reader.getFormatName()));
        });
    }

    private static boolean isGrey(ImageTypeSpecifier type) {
        ColorModel colours = type.getColorModel();
        return type.getNumBands() == 1 && colours.getNumColorComponents() == 1;
    }

    /**
     * Writes its pixels, {@code [channel][row][column]}, in a frame.
     *
     * @param channels 1 if all pictures of a set are grey, else 3
     * @throws IOException with what is wrong with it, in words that follow the file's name
     */
    void write(Frame frame, int channels, byte[] to, int at) throws IOException {
        BufferedImage image = open(file, reader -> reader.read(0));
        if (image.getWidth() != w || image.getHeight() != h) {
            throw new IOException(RootLocale.format(
                    "must be of %d x %d as it was at the start, was %d x %d",
                    h, w, image.getHeight(), image.getWidth()));
        }
        byte[] plane = new byte[h * w];
        for (int channel = 0; channel < channels; channel++) {
            copy(image, channel, plane);
            int start = at + channel * frame.h() * frame.w();
            if (frame.changes(h, w)) {
                frame.fit(plane, h, w, to, start);
            } else {
                System.arraycopy(plane, 0, to, start, plane.length);
            }
        }
    }

    private void copy(BufferedImage image, int channel, byte[] plane) {
        for (int pixel = 0; pixel < plane.length; pixel++) {
            int x = pixel % w;
            int y = pixel / w;
            int colour = grey ? image.getRaster().getSample(x, y, 0) * 0x10101 : image.getRGB(x, y);
            plane[pixel] = (byte) (colour >> (16 - 8 * channel));
        }
    }

    /** What is done with an open picture. */
    @FunctionalInterface
    private interface Use<T> {
        T of(ImageReader reader) throws IOException;
    }

    /** Opens a picture without its metadata, which may be of any size. */
    private static <T> T open(Path file, Use<T> use) throws IOException {
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
                ImageInputStream in = new MemoryCacheImageInputStream(bytes)) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new IOException("is no picture that can be read");
            }
            ImageReader reader = readers.next();
            try {
                return used(reader, in, use);
            } catch (IOException | RuntimeException e) {
                rethrowIfOutOfMemory(e);
                boolean own = e.getMessage() != null && e.getMessage().startsWith("must be");
                throw own
                        ? (IOException) e
                        : new IOException("is no picture that can be read (" + e.getMessage() + ")", e);
            } finally {
                reader.dispose();
            }
        }
    }

    /** The reader of JPEG fills up what is missing with grey, and only warns of it. */
    private static <T> T used(ImageReader reader, ImageInputStream in, Use<T> use) throws IOException {
        var warned = new AtomicReference<Optional<String>>(Optional.empty());
        reader.addIIOReadWarningListener((source, warning) -> {
            if (warning.startsWith("Truncated") || warning.contains("orrupt")) {
                warned.set(Optional.of(warning));
            }
        });
        reader.setInput(in, true, true);
        T result = use.of(reader);
        if (warned.get().isPresent()) {
            throw new IOException(warned.get().get());
        }
        return result;
    }

    /** The readers of the JDK wrap all that is thrown, which accuses the picture. */
    private static void rethrowIfOutOfMemory(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError error) {
                throw error;
            }
        }
    }
}
