package archsim.engine.run;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.json.StrictJson;
import archsim.engine.accelerator.Accelerator;
import archsim.workloads.Workload;
import archsim.workloads.model.ModelLibrary;
import archsim.workloads.network.Network;
import archsim.workloads.network.Networks;
import archsim.workloads.sparsity.GeneratedWorkload;
import archsim.workloads.sparsity.OperandBits;
import archsim.workloads.sparsity.Sparsity;
import archsim.workloads.sparsity.TensorWorkload;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what the workloads of a configuration name; every fault goes to the configuration's problems. */
final class WorkloadReader {

    private final Path folder;
    private final long seed;
    private final Problems problems;
    private final Set<String> names = new HashSet<>();

    /** @param folder where relative paths start if they do not lead from the working folder */
    WorkloadReader(Path folder, long seed, Problems problems) {
        this.folder = folder;
        this.seed = seed;
        this.problems = problems;
    }

    /** Those that could be read. */
    List<Workload> readAll(List<WorkloadConfig> configs, Accelerator machine) {
        var machineBits = machine == null
                ? new OperandBits(8, 8)
                : new OperandBits(
                        machine.precision().weightBits(), machine.precision().activationBits());
        var workloads = new ArrayList<Workload>();
        for (int i = 0; i < configs.size(); i++) {
            String pointer = "/workloads/" + i;
            try {
                read(configs.get(i), machineBits, pointer).ifPresent(workloads::add);
            } catch (InvalidInputException e) {
                e.faults().forEach(fault -> problems.add(pointer, "names %s: %s", e.file(), fault));
            }
        }
        return workloads;
    }

    private Optional<Workload> read(WorkloadConfig config, OperandBits machineBits, String pointer) {
        String source = config.model().or(config::network).or(config::tensors).orElseThrow();
        String name = unusedName(config.name().orElse(stem(source)));
        if (config.model().isPresent()) {
            return Optional.of(ModelLibrary.find(located(source))
                    .toWorkload(name, config.images().orElse(1)));
        }
        int weightBits = config.weightBits().orElse(machineBits.weights());
        if (config.tensors().isPresent()) {
            Path file = Path.of(located(source));
            return Optional.of(TensorWorkload.of(name, file, config.layers().orElseThrow(), weightBits));
        }
        return generate(
                config,
                name,
                Networks.find(located(source)),
                new OperandBits(weightBits, machineBits.activations()),
                pointer + "/sparsity");
    }

    private Optional<Workload> generate(
            WorkloadConfig config, String name, Network network, OperandBits bits, String pointer) {
        int before = problems.count();
        Sparsity sparsity = StrictJson.bind(problems, config.sparsity().orElseThrow(), Sparsity.class, pointer);
        if (sparsity != null) {
            sparsity.check(network, problems, pointer);
        }
        return problems.count() > before
                ? Optional.empty()
                : Optional.of(GeneratedWorkload.of(
                        name, network, sparsity, bits, config.images().orElse(1), seed));
    }

    /** The path from the working folder or the configuration's, or the name as it is. */
    private String located(String source) {
        try {
            Path besideConfig = folder.resolve(source);
            boolean onlyThere = !Files.exists(Path.of(source)) && Files.isRegularFile(besideConfig);
            return onlyThere ? besideConfig.toString() : source;
        } catch (InvalidPathException e) {
            return source;
        }
    }

    /** File name without folder and suffix. */
    private static String stem(String source) {
        String file = source.substring(Math.max(source.lastIndexOf('/'), source.lastIndexOf('\\')) + 1);
        return file.replaceFirst("\\.(safetensors|json)$", "");
    }

    private String unusedName(String wanted) {
        String name = wanted;
        for (int i = 2; !names.add(name); i++) {
            name = wanted + "#" + i;
        }
        return name;
    }
}
