package archsim.workloads.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import archsim.base.InvalidInputException;
import archsim.base.OutputLock;
import archsim.base.Sha256;
import archsim.base.Steps;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mirrors that answer from memory; SHA-256 of "hello" is 2cf24dba..9824. */
class DownloadTest {

    private static final String HELLO = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    @TempDir
    private Path folder;

    private final HttpClient client = mock(HttpClient.class);
    private final List<String> asked = new ArrayList<>();
    private final Map<String, InputStream> bodies = new HashMap<>();

    @BeforeEach
    void answer() throws IOException, InterruptedException {
        when(client.send(any(), any())).thenAnswer(call -> {
            HttpRequest request = call.getArgument(0);
            return response(request.uri());
        });
    }

    private HttpResponse<InputStream> response(URI address) throws IOException {
        asked.add(address.toString());
        if (address.getHost().equals("gone")) {
            throw new ConnectException();
        }
        @SuppressWarnings("unchecked")
        HttpResponse<InputStream> response = mock(HttpResponse.class);
        InputStream body = bodies.getOrDefault(address.toString(), InputStream.nullInputStream());
        when(response.body()).thenReturn(body);
        when(response.statusCode()).thenReturn(bodies.containsKey(address.toString()) ? 200 : 404);
        return response;
    }

    private void serve(String address, byte[] content) {
        bodies.put(address, new ByteArrayInputStream(content));
    }

    private Download download(DownloadableSet set) {
        return new Download(set, folder, client, Duration.ofSeconds(30), Steps.ignored());
    }

    private static DownloadableSet set(String file, long sizeBytes, String sha256, String rest, String... hosts) {
        String mirrors = String.join(
                ", ",
                List.of(hosts).stream().map(host -> "\"https://" + host + "/\"").toList());
        return DownloadableSet.parse(
                "test.json", String.format(Locale.ROOT, """
                    {"schemaVersion": 1, "name": "test", "title": "Test", "source": "here", "mirrors": [%s],
                     "files": [{"file": "%s", "sizeBytes": %d, "sha256": "%s"%s}]}
                    """, mirrors, file, sizeBytes, sha256, rest));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private void assertNothingIsLeft() throws IOException {
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    /** The first mirror lacks the file, the second has another one: the third has it. */
    @Test
    void mirrorsAreTriedInOrderUntilOneGivesTheRightFile() throws IOException {
        DownloadableSet set = set("hello", 5, HELLO, "", "none", "b", "a");
        serve("https://b/hello", new byte[3]);
        serve("https://a/hello", ascii("hello"));
        var told = new ArrayList<String>();
        download(set).run(told::add);
        assertThat(asked).containsExactly("https://none/hello", "https://b/hello", "https://a/hello");
        assertThat(told).hasSize(3);
        assertThat(folder.resolve("hello")).hasContent("hello");
        assertThat(set.isIn(folder)).isTrue();
        download(set).run(told::add);
        assertThat(asked).hasSize(3);
    }

    /** As a kill leaves them: what the process had, in a name of the system's choice; other files of the folder stay. */
    @Test
    void partsOfAKilledDownloadAreRemoved() throws IOException {
        Files.writeString(folder.resolve(".hello123.part"), "hel");
        Files.writeString(folder.resolve(".notes.part"), "mine");
        serve("https://b/hello", ascii("hello"));
        download(set("hello", 5, HELLO, "", "b")).run(address -> {});
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("hello", ".notes.part");
        }
    }

    @Test
    void aFileThatAnotherProcessFetchesIsLeftToIt() throws IOException {
        try (OutputLock other = OutputLock.ofFile("other", folder.resolve("hello"))) {
            assertThat(other).isNotNull();
            assertThatThrownBy(() -> download(set("hello", 5, HELLO, "", "b")).run(address -> {}))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("is being written by another archsim");
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void aWrongFileLeavesNothingBehind() throws IOException {
        serve("https://b/hello", ascii("hallo"));
        assertThatThrownBy(() -> download(set("hello", 5, HELLO, "", "b")).run(address -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("expected " + HELLO);
        assertNothingIsLeft();
    }

    @Test
    void aBodyWithoutAnEndIsCutAtItsSize() throws IOException {
        bodies.put("https://b/hello", new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                Arrays.fill(bytes, offset, offset + length, (byte) 'x');
                return length;
            }
        });
        assertThatThrownBy(() -> download(set("hello", 5, HELLO, "", "b")).run(address -> {}))
                .hasMessageContaining("https://b/hello has more than 5 bytes");
        assertNothingIsLeft();
    }

    /** The body gives nothing until it is closed, as a stalled connection does. */
    @Test
    void aStalledBodyIsGivenUp() throws IOException {
        var closed = new CountDownLatch(1);
        bodies.put("https://b/hello", new InputStream() {
            @Override
            public int read() throws IOException {
                try {
                    closed.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                throw new IOException("closed");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return read();
            }

            @Override
            public void close() {
                closed.countDown();
            }
        });
        var download =
                new Download(set("hello", 5, HELLO, "", "b"), folder, client, Duration.ofMillis(20), Steps.ignored());
        assertThatThrownBy(() -> download.run(address -> {}))
                .hasMessageContaining("https://b/hello did not give the whole file within");
        assertNothingIsLeft();
    }

    @Test
    void withoutANetworkOneMessageSaysWhatToDo() {
        assertThatThrownBy(() -> download(set("hello", 5, HELLO, "", "gone")).run(address -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("https://gone/hello cannot be reached (no connection)")
                .hasMessageContaining("Fetch it by other means");
    }

    /** A file that holds its own name, padded to a block. */
    private static byte[] tar(String... names) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            for (String name : names) {
                byte[] entry = new byte[1024];
                byte[] text = ascii(name);
                byte[] size = ascii(String.format(Locale.ROOT, "%011o", text.length));
                System.arraycopy(text, 0, entry, 0, text.length);
                System.arraycopy(size, 0, entry, 124, size.length);
                System.arraycopy(text, 0, entry, 512, text.length);
                out.write(entry);
            }
            out.write(new byte[1024]);
        }
        return bytes.toByteArray();
    }

    @Test
    void anArchiveGivesOnlyWhatWasAskedFor() throws IOException {
        byte[] archive = tar("folder/one.bin", "two.bin");
        serve("https://tar/set.tar.gz", archive);
        DownloadableSet set =
                set("set.tar.gz", archive.length, Sha256.of(archive), ", \"unpack\": [\"one.bin\"]", "tar");
        Files.writeString(folder.resolve(".set.tar.gz1.part"), "of a run that was killed");
        Files.writeString(folder.resolve(".one.bin2.part"), "likewise, while it unpacked");
        download(set).run(address -> {});
        assertThat(folder.resolve("one.bin")).hasContent("folder/one.bin");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void aMirrorWithoutEncryptionIsRefused() {
        assertThatThrownBy(() -> DownloadableSet.parse("test.json", """
            {"schemaVersion": 1, "name": "t", "title": "T", "source": "s", "mirrors": ["http://a/"], "files": []}
            """))
                .hasMessageContaining("mirrors must start with https://, was http://a/");
    }

    @Test
    void theSetsThatShipAreSound() {
        assertThat(DownloadableSet.names()).containsExactly("cifar10", "fashion-mnist", "mnist");
        for (String name : DownloadableSet.names()) {
            DownloadableSet set = DownloadableSet.find(name);
            assertThat(set.name()).isEqualTo(name);
            assertThat(set.files()).isNotEmpty().allMatch(file -> file.sha256().matches("[0-9a-f]{64}"));
        }
        assertThatThrownBy(() -> DownloadableSet.find("mnits")).hasMessageContaining("did you mean \"mnist\"");
    }
}
