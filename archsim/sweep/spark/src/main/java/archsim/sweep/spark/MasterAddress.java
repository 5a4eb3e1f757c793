package archsim.sweep.spark;

import archsim.base.InvalidInputException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;

/**
 * Where the master of a cluster is.
 *
 * @param url as Spark writes it
 */
record MasterAddress(String url) {

    private static final String STANDALONE = "spark://";
    private static final String LOCAL = "local(\\[.+])?";
    private static final String KNOWN = LOCAL + "|spark://.+|yarn|k8s://.+";
    private static final int ANSWER_WITHIN_MS = 5_000;

    /** Whether threads of this process are all of the cluster. */
    boolean isThisMachine() {
        return url.matches(LOCAL);
    }

    /**
     * Asks the masters of a standalone cluster for a sign of life, which Spark itself would wait a minute for.
     *
     * @throws InvalidInputException if none answers, or the address is none
     */
    void check() {
        if (!url.matches(KNOWN)) {
            throw refused("must be like spark://host:7077, yarn, k8s://https://host:443 or local[2]");
        }
        if (!url.startsWith(STANDALONE)) {
            return;
        }
        List<String> hosts = Arrays.asList(url.substring(STANDALONE.length()).split(",", -1));
        if (!hosts.stream().allMatch(host -> host.matches("[^:/]+:\\d{1,5}"))) {
            throw refused("must be like spark://host:7077, with more host:port after commas");
        }
        if (hosts.stream().noneMatch(MasterAddress::answers)) {
            throw refused("does not answer: is the master running there?");
        }
    }

    private static boolean answers(String host) {
        int colon = host.lastIndexOf(':');
        int port = Integer.parseInt(host.substring(colon + 1));
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host.substring(0, colon), Math.min(port, 0xffff)), ANSWER_WITHIN_MS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private InvalidInputException refused(String reason) {
        return InvalidInputException.of("--master " + url, "%s", reason);
    }
}
