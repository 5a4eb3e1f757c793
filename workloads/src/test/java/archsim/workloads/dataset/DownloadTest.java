package archsim.workloads.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server of this machine; MD5 of "hello" is 5d41402abc4b2a76b9719d911017c592. */
class DownloadTest {

    private static final String HELLO_MD5 = "5d41402abc4b2a76b9719d911017c592";

    @TempDir
    private Path folder;

    private HttpServer server;
    private final List<String> asked = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Map<String, byte[]> files =
                Map.of("/a/hello", "hello".getBytes(StandardCharsets.UTF_8), "/b/hello", new byte[3]);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            asked.add(path);
            byte[] body = path.equals("/tar/set.tar.gz") ? tar("folder/one.bin", "two.bin") : files.get(path);
            exchange.sendResponseHeaders(body == null ? 404 : 200, body == null ? -1 : body.length);
            if (body != null) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /** A file that holds its own name, padded to a block. */
    private static byte[] tar(String... names) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            for (String name : names) {
                byte[] entry = new byte[1024];
                byte[] text = name.getBytes(StandardCharsets.US_ASCII);
                byte[] size = "%011o".formatted(text.length).getBytes(StandardCharsets.US_ASCII);
                System.arraycopy(text, 0, entry, 0, text.length);
                System.arraycopy(size, 0, entry, 124, size.length);
                System.arraycopy(text, 0, entry, 512, text.length);
                out.write(entry);
            }
            out.write(new byte[1024]);
        }
        return bytes.toByteArray();
    }

    private DownloadableSet set(String file, String md5, String rest, String... mirrors) {
        String root = "http://%s:%d"
                .formatted(
                        server.getAddress().getAddress().getHostAddress(),
                        server.getAddress().getPort());
        String urls = String.join(
                ", ",
                List.of(mirrors).stream()
                        .map(mirror -> "\"" + (mirror.startsWith("http") ? mirror : root + mirror) + "\"")
                        .toList());
        return DownloadableSet.parse("test.json", """
                {"schemaVersion": 1, "name": "test", "title": "Test", "source": "here", "mirrors": [%s],
                 "files": [{"file": "%s", "md5": "%s"%s}]}
                """.formatted(urls, file, md5, rest));
    }

    /** The first mirror lacks the file, the second has another one: the third has it. */
    @Test
    void mirrorsAreTriedInOrderUntilOneGivesTheRightFile() throws IOException {
        DownloadableSet set = set("hello", HELLO_MD5, "", "/none/", "/b/", "/a/");
        var told = new ArrayList<String>();
        new Download(set, folder).run(told::add);
        assertThat(asked).containsExactly("/none/hello", "/b/hello", "/a/hello");
        assertThat(told).hasSize(3);
        assertThat(folder.resolve("hello")).hasContent("hello");
        assertThat(set.isIn(folder)).isTrue();
        new Download(set, folder).run(told::add);
        assertThat(asked).hasSize(3);
    }

    @Test
    void aWrongFileLeavesNothingBehind() throws IOException {
        assertThatThrownBy(() -> new Download(set("hello", HELLO_MD5, "", "/b/"), folder).run(address -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("expected " + HELLO_MD5);
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    /** Nothing listens on port 1. */
    @Test
    void withoutANetworkOneMessageSaysWhatToDo() {
        assertThatThrownBy(() ->
                        new Download(set("hello", HELLO_MD5, "", "http://127.0.0.1:1/"), folder).run(address -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("http://127.0.0.1:1/hello cannot be reached")
                .hasMessageContaining("Fetch it by other means");
    }

    @Test
    void anArchiveGivesOnlyWhatWasAskedFor() throws IOException {
        String md5 = java.util.HexFormat.of().formatHex(md5(tar("folder/one.bin", "two.bin")));
        DownloadableSet set = set("set.tar.gz", md5, ", \"unpack\": [\"one.bin\"]", "/tar/");
        new Download(set, folder).run(address -> {});
        assertThat(folder.resolve("one.bin")).hasContent("folder/one.bin");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    private static byte[] md5(byte[] bytes) {
        try {
            return java.security.MessageDigest.getInstance("MD5").digest(bytes);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theSetsThatShipAreSound() {
        assertThat(DownloadableSet.names()).containsExactly("cifar10", "fashion-mnist", "mnist");
        for (String name : DownloadableSet.names()) {
            DownloadableSet set = DownloadableSet.find(name);
            assertThat(set.name()).isEqualTo(name);
            assertThat(set.files()).isNotEmpty().allMatch(file -> file.md5().matches("[0-9a-f]{32}"));
        }
        assertThatThrownBy(() -> DownloadableSet.find("mnits")).hasMessageContaining("did you mean \"mnist\"");
    }
}
