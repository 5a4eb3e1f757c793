package archsim.workloads.dataset;

import archsim.base.AtomicFile;
import archsim.base.InvalidInputException;
import archsim.base.OutputLock;
import archsim.base.RootLocale;
import archsim.base.Steps;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Fetches a data set; a file takes its name only once its content was checked.
 *
 * <p>A mirror has half a minute to answer, and then as long as the file takes at 100 kB a second.
 */
public final class Download {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LEAST_BYTES_PER_SECOND = 100_000;
    private static final int BUFFER_BYTES = 1 << 16;

    private final HttpClient client;
    private final Duration patience;
    private final DownloadableSet set;
    private final Path folder;
    private final Steps bytes;

    /**
     * A download that can be run.
     *
     * @param folder that exists
     * @param bytes hears how many of each file have arrived
     */
    public Download(DownloadableSet set, Path folder, Steps bytes) {
        this(
                set,
                folder,
                HttpClient.newBuilder()
                        .followRedirects(Redirect.NORMAL)
                        .connectTimeout(PATIENCE)
                        .build(),
                PATIENCE,
                bytes);
    }

    Download(DownloadableSet set, Path folder, HttpClient client, Duration patience, Steps bytes) {
        this.bytes = bytes;
        this.client = client;
        this.patience = patience;
        this.set = set;
        this.folder = folder;
    }

    /**
     * Fetches what is missing.
     *
     * @param progress called with the address of each file before it is fetched
     * @throws InvalidInputException if another process fetches the same file
     * @throws IOException with what went wrong at each mirror, in one message
     */
    public void run(Consumer<String> progress) throws IOException {
        for (DownloadableSet.DownloadableFile file : set.files()) {
            boolean there = file.results().stream().allMatch(name -> Files.isRegularFile(folder.resolve(name)));
            if (!there) {
                fetchAlone(file, progress);
            }
        }
    }

    private void fetchAlone(DownloadableSet.DownloadableFile file, Consumer<String> progress) throws IOException {
        OutputLock lock = lock(file.file());
        try {
            for (String name : file.unpack().orElse(List.of())) {
                lock(name).close();
            }
            fetch(file, progress);
        } finally {
            lock.close();
        }
    }

    /** With it held, parts of the file are of processes that were killed, and go. */
    private OutputLock lock(String name) throws IOException {
        Path target = folder.resolve(name);
        return OutputLock.ofFile(target.toString(), target);
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
            String found = copied(file, address, body, path);
            if (!found.equals(file.sha256())) {
                throw new MirrorException(
                        RootLocale.format("%s has SHA-256 %s, expected %s", address, found, file.sha256()));
            }
        }
    }

    /** Stores {@code body} and returns its digest; one that stalls is closed under the reader. */
    private String copied(DownloadableSet.DownloadableFile file, String address, InputStream body, Path path)
            throws IOException {
        long limitMs = patience.toMillis() + 1000 * file.sizeBytes() / LEAST_BYTES_PER_SECOND;
        var late = new AtomicBoolean();
        CompletableFuture<Void> watch = CompletableFuture.runAsync(
                () -> {
                    late.set(true);
                    close(body);
                },
                CompletableFuture.delayedExecutor(limitMs, TimeUnit.MILLISECONDS));
        try (OutputStream out = Files.newOutputStream(path)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER_BYTES];
            long held = 0;
            for (int read = body.read(buffer); read >= 0 && !late.get(); read = body.read(buffer)) {
                held += read;
                if (held > file.sizeBytes()) {
                    throw new MirrorException(
                            RootLocale.format("%s has more than %d bytes", address, file.sizeBytes()));
                }
                digest.update(buffer, 0, read);
                out.write(buffer, 0, read);
                bytes.done(held, file.sizeBytes());
            }
            if (late.get()) {
                throw tooSlow(address, limitMs);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        } catch (MirrorException e) {
            throw e;
        } catch (IOException e) {
            throw late.get() ? tooSlow(address, limitMs) : e;
        } finally {
            watch.cancel(false);
        }
    }

    private static MirrorException tooSlow(String address, long limitMs) {
        return new MirrorException(
                RootLocale.format("%s did not give the whole file within %d s", address, limitMs / 1000));
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<InputStream> get(String address) throws IOException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                    .timeout(patience)
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
