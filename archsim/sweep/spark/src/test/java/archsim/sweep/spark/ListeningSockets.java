package archsim.sweep.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** TCP sockets on which this process listens, as Linux tells. */
final class ListeningSockets {

    private static final String LISTEN = "0A";

    private ListeningSockets() {}

    /** Local addresses, e.g. {@code 127.0.0.1}; IPv4 addresses within IPv6 as IPv4. */
    static List<String> addresses() {
        Set<String> own = inodes();
        return Stream.of("tcp", "tcp6")
                .flatMap(family ->
                        lines(Path.of("/proc/self/net", family)).stream().skip(1))
                .map(line -> line.strip().split("\\s+", -1))
                .filter(columns -> columns[3].equals(LISTEN) && own.contains("socket:[" + columns[9] + "]"))
                .map(columns -> address(columns[1].substring(0, columns[1].indexOf(':'))))
                .toList();
    }

    private static Set<String> inodes() {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.map(ListeningSockets::target).collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empty where the descriptor was closed meanwhile. */
    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Words of 32 bits, each with its lowest byte first. */
    private static String address(String hex) {
        byte[] stored = HexFormat.of().parseHex(hex);
        var words = ByteBuffer.wrap(stored).order(ByteOrder.LITTLE_ENDIAN);
        var network = ByteBuffer.allocate(stored.length);
        while (words.hasRemaining()) {
            network.putInt(words.getInt());
        }
        try {
            return InetAddress.getByAddress(network.array()).getHostAddress();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
