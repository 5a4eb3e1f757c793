package archsim.sweep;

import archsim.base.json.NamedFile;
import java.nio.file.Path;
import java.util.Optional;

/** Sweeps that take milliseconds. */
final class SampleSweeps {

    static final String BASE = """
            {"schemaVersion": 1, "accelerator": "sticker", "memory": "lpddr4-2400", "fidelity": "analytical",
             "workloads": [
               {"name": "dense", "network": "lenet5", "sparsity": {"kind": "bernoulli", "weightDensity": 1}},
               {"name": "pruned", "network": "lenet5", "sparsity": {"kind": "bernoulli", "weightDensity": 0.1}}]}
            """;

    /** Two machines times three densities. */
    static final String AXES = """
            {"pointer": "/accelerator", "values": ["diannao", "cambricon-x"]},
            {"name": "density", "pointer": "/workloads/1/sparsity/weightDensity", "from": 0.1, "to": 0.3, "steps": 3}
            """;

    /** Of four points the first is faulty. */
    static final String SIX_OF_FOUR = """
            {"pointer": "/workloads/1/sparsity", "values": [{"kind": "nm"}]},
            {"pointer": "/workloads/1/sparsity/n", "values": [6, 2]},
            {"pointer": "/workloads/1/sparsity/m", "values": [4, 8]}
            """;

    private SampleSweeps() {}

    static Sweep read(String axes) {
        return readText("{\"schemaVersion\": 1, \"base\": %s, \"axes\": [%s]}".formatted(BASE, axes));
    }

    static Sweep readText(String text) {
        return Sweep.read(new NamedFile("sweep.json", text, Path.of("")), Optional.empty());
    }
}
