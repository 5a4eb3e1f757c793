package archsim.workloads.dataset;

import archsim.base.AtomicFile;
import archsim.base.RootLocale;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.StringJoiner;
import java.util.function.Consumer;

/** Fetches a data set; a file takes its name only once its content was checked. */
public final class Download {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long MOST_BYTES = 1L << 30;

    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(Redirect.NORMAL)
            .connectTimeout(PATIENCE)
            .build();
    private final DownloadableSet set;
    private final Path folder;

    /** @param folder that exists */
    public Download(DownloadableSet set, Path folder) {
        this.set = set;
        this.folder = folder;
    }

    /**
     * Fetches what is missing.
     *
     * @param progress told the address of each file before it is fetched
     * @throws IOException with what went wrong at each mirror, in one message
     */
    public void run(Consumer<String> progress) throws IOException {
        for (DownloadableSet.DownloadableFile file : set.files()) {
            boolean there = file.results().stream().allMatch(name -> Files.isRegularFile(folder.resolve(name)));
            if (!there) {
                fetch(file, progress);
            }
        }
    }

    private void fetch(DownloadableSet.DownloadableFile file, Consumer<String> progress) throws IOException {
        var reasons = new StringJoiner("; ");
        for (String mirror : set.mirrors()) {
            String address = mirror + file.file();
            progress.accept(address);
            try {
                fetch(file, address);
                return;
            } catch (AtomicFile.FailedException e) {
                if (!(e.getCause() instanceof MirrorException)) {
                    throw e;
                }
                reasons.add(e.getCause().getMessage());
            }
        }
        throw new IOException(RootLocale.format(
                "%s could not be fetched: %s. Fetch it by other means into %s, or set -Dhttps.proxyHost",
                file.file(), reasons, folder));
    }

    private void fetch(DownloadableSet.DownloadableFile file, String address) throws IOException {
        AtomicFile.write(folder.resolve(file.file()), path -> {
            store(file, address, path);
            if (file.unpack().isPresent()) {
                TarArchive.unpack(path, file.unpack().get(), folder);
            }
        });
        if (file.unpack().isPresent()) {
            Files.delete(folder.resolve(file.file()));
        }
    }

    private void store(DownloadableSet.DownloadableFile file, String address, Path path) throws IOException {
        HttpResponse<InputStream> response = get(address);
        try (InputStream body = response.body()) {
            if (response.statusCode() != 200) {
                throw new MirrorException(RootLocale.format("%s answers %d", address, response.statusCode()));
            }
            MessageDigest digest = MessageDigest.getInstance("MD5");
            try (InputStream in = new DigestInputStream(body, digest)) {
                Files.write(path, in.readNBytes((int) MOST_BYTES));
            }
            String found = HexFormat.of().formatHex(digest.digest());
            if (!found.equals(file.md5())) {
                throw new MirrorException(RootLocale.format("%s has MD5 %s, expected %s", address, found, file.md5()));
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }

    private HttpResponse<InputStream> get(String address) throws IOException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                    .timeout(PATIENCE)
                    .build();
            return client.send(request, BodyHandlers.ofInputStream());
        } catch (IOException e) {
            String reason = e.getMessage() == null ? "no connection" : e.getMessage();
            throw new MirrorException(RootLocale.format("%s cannot be reached (%s)", address, reason));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the download was interrupted", e);
        }
    }

    /** One mirror did not give the file; another one may. */
    private static final class MirrorException extends IOException {

        MirrorException(String message) {
            super(message);
        }
    }
}
