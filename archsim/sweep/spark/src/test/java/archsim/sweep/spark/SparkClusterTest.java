package archsim.sweep.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.InvalidInputException;
import archsim.base.json.NamedFile;
import archsim.engine.run.RunCache;
import archsim.sweep.LocalRunner;
import archsim.sweep.PointRows;
import archsim.sweep.PointRunner;
import archsim.sweep.PortableSweep;
import archsim.sweep.Sweep;
import archsim.sweep.SweepCheck;
import archsim.sweep.SweepDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.SecurityManager;
import org.apache.spark.SparkEnv;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spark's own threads in place of a cluster. */
class SparkClusterTest {

    private static final String MASTER = "local[2]";
    private static final int[] NONE = {};

    private static final Sweep SWEEP = Sweep.read(new NamedFile("sweep.json", """
                    {"schemaVersion": 1,
                     "base": {"schemaVersion": 1, "accelerator": "sticker", "memory": "lpddr4-2400",
                       "fidelity": "analytical", "workloads": [
                       {"name": "pruned", "network": "lenet5",
                        "sparsity": {"kind": "bernoulli", "weightDensity": 0.1}}]},
                     "axes": [{"pointer": "/accelerator", "values": ["diannao", "sticker", "eie"]}]}
                    """, Path.of("")), Optional.empty());
    private static final RunCache CACHE = RunCache.ofBytes(64 << 20);
    private static final SweepDocument DOCUMENT =
            SweepDocument.of(SWEEP, SweepCheck.check(SWEEP, CACHE), "0", "unknown");

    @Test
    void rowsAndSourcesAreThoseOfLocalThreads() {
        var here = new PointRows(SWEEP.size());
        var there = new PointRows(SWEEP.size());
        PortableSweep portable = PortableSweep.of(SWEEP, DOCUMENT);

        new LocalRunner(1)
                .run(new PointRunner(SWEEP, SweepCheck.check(SWEEP, CACHE), CACHE), here.missing(), here::put);
        new SparkCluster().run(MASTER, portable, there.missing(), there::put);

        assertThat(there.sources()).isEqualTo(here.sources()).isNotEmpty();
        assertThat(IntStream.range(0, 3).mapToObj(there::get))
                .containsExactlyElementsOf(
                        IntStream.range(0, 3).mapToObj(here::get).toList());
    }

    /** As on a machine that others reach: no port of the driver is open to them, and none is open without the secret. */
    @Test
    void aLocalMasterListensOnLoopbackAndAuthenticates() {
        var sockets = new TreeSet<String>();
        var secrets = new ArrayList<String>();

        new SparkCluster().run(MASTER, PortableSweep.of(SWEEP, DOCUMENT), new int[] {0}, row -> {
            sockets.addAll(ListeningSockets.addresses());
            SecurityManager security = SparkEnv.get().securityManager();
            secrets.add(security.isAuthenticationEnabled() ? security.getSecretKey() : "");
        });

        assertThat(sockets).containsExactly("127.0.0.1");
        assertThat(secrets).singleElement().asString().hasSizeGreaterThanOrEqualTo(64); // 256 bits in hex
    }

    /** As where a model that the sweep names is another one, or missing. */
    @Test
    void aMachineWithOtherFilesIsTold() {
        var other = new PortableSweep("sweep.json", "", DOCUMENT.text().replace("\"fileSha256\": {}", """
                "fileSha256": {"mine.safetensors": "00"}"""));

        assertThatThrownBy(() -> new SparkCluster().run(MASTER, other, new int[] {0}, row -> {}))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("names files that differ or are missing where points are run");
    }

    /** As of a full disk. */
    @Test
    void aRowThatCannotBeKeptEndsTheSweep() {
        var full = new UncheckedIOException(new IOException("no space left"));

        assertThatThrownBy(() -> new SparkCluster()
                        .run(MASTER, PortableSweep.of(SWEEP, DOCUMENT), new int[] {0, 1}, row -> {
                            throw full;
                        }))
                .isSameAs(full);
    }

    /** Port 1 of this machine: nobody listens. */
    @ParameterizedTest
    @CsvSource({
        "spark://127.0.0.1:1, does not answer",
        "spark://127.0.0.1, must be like spark://host:7077",
        "cluster, 'must be like spark://host:7077, yarn'"
    })
    void anAddressThatLeadsNowhereIsRefused(String url, String reason) {
        assertThatThrownBy(
                        () -> new SparkCluster().run(url, PortableSweep.of(SWEEP, DOCUMENT), new int[] {0}, row -> {}))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("--master " + url)
                .hasMessageContaining(reason);
    }

    @Test
    void nothingToDoNeedsNoCluster() {
        new SparkCluster().run("spark://127.0.0.1:1", PortableSweep.of(SWEEP, DOCUMENT), NONE, row -> {});
    }
}
