package archsim.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.InvalidInputException;
import archsim.base.json.NamedFile;
import archsim.engine.run.RunCache;
import archsim.workloads.model.ElementType;
import archsim.workloads.model.TensorFileWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep that another process is to run. */
class PortableSweepTest {

    private static final String SWEEP = """
            {"schemaVersion": 1,
             "base": {"schemaVersion": 1, "accelerator": {"base": "diannao"}, "memory": "lpddr4-2400", "fidelity": "analytical",
                      "workloads": [{"tensors": "own.safetensors", "layers": [{"name": "fc", "type": "fc"}]}]},
             "axes": [{"pointer": "/accelerator/clockMhz", "values": [500, 980]}]}
            """;

    @TempDir
    private Path folder;

    private Sweep sweep;
    private PortableSweep portable;

    @BeforeEach
    void describe() throws IOException {
        write(3);
        sweep = Sweep.read(new NamedFile("sweep.json", SWEEP, folder), Optional.empty());
        Columns columns = SweepCheck.check(sweep, RunCache.none());
        portable = PortableSweep.of(sweep, SweepDocument.of(sweep, columns, "1.0", "abc"));
    }

    private void write(int level) throws IOException {
        byte[] file = new TensorFileWriter()
                .levels("fc.weight", ElementType.I8, List.of(2, 2), new short[] {1, 0, 2, (short) level})
                .toBytes();
        Files.write(folder.resolve("own.safetensors"), file);
    }

    @Test
    void itsPointsAreThoseOfTheSweep() {
        PointRunner here = new PointRunner(sweep, SweepCheck.check(sweep, RunCache.none()), RunCache.none());
        PointRunner there = portable.runner(RunCache.none());
        for (int i = 0; i < 2; i++) {
            assertThat(there.run(i)).isEqualTo(here.run(i));
        }
    }

    /** One weight is another: the results would be those of another sweep. */
    @Test
    void aFileThatDiffersIsRefused() throws IOException {
        write(4);
        assertThatThrownBy(() -> portable.runner(RunCache.none()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("names files that differ or are missing");
    }

    @Test
    void aFileThatIsMissingIsRefused() throws IOException {
        Files.delete(folder.resolve("own.safetensors"));
        assertThatThrownBy(() -> portable.runner(RunCache.none()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("names files that differ or are missing");
    }
}
