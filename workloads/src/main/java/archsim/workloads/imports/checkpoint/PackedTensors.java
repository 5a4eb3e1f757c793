package archsim.workloads.imports.checkpoint;

import archsim.base.Fault.Code;
import archsim.base.Problems;
import jakarta.json.Json;
import java.util.List;
import java.util.Set;

/** Names of tensors that hold packed words, scales or masks, which never are layers. */
public final class PackedTensors {

    private static final List<Format> FORMATS = List.of(
            new Format("GPTQ or AWQ", Set.of("qweight", "qzeros", "scales", "g_idx"), List.of()),
            new Format(
                    "compressed-tensors (sparse bitmask)", Set.of("compressed", "bitmask", "row_offsets"), List.of()),
            new Format(
                    "compressed-tensors",
                    Set.of("input_scale", "output_scale", "k_scale", "v_scale", "q_scale"),
                    List.of(
                            "_packed",
                            "weight_scale",
                            "weight_scale_inv",
                            "weight_shape",
                            "_zero_point",
                            "_global_scale",
                            "weight_g_idx")),
            new Format("bitsandbytes", Set.of(), List.of(".absmax", ".quant_map", ".nested_absmax", ".SCB")),
            new Format("MXFP4 in blocks", Set.of(), List.of("_blocks", "_scales")));

    /**
     * Names of one format. Of files of a hundred thousand tensors each is looked at, so that no pattern walks through it.
     *
     * @param parts what may stand behind the last dot
     * @param endings that the name may have
     */
    private record Format(String name, Set<String> parts, List<String> endings) {

        boolean names(String tensor) {
            return parts.contains(tensor.substring(tensor.lastIndexOf('.') + 1))
                    || endings.stream().anyMatch(tensor::endsWith);
        }
    }

    private PackedTensors() {}

    /**
     * Refuses a file of plain tensors that holds packed ones.
     *
     * @throws archsim.base.InvalidInputException with every such tensor and its format
     */
    public static void refuse(String file, List<String> tensors) {
        var problems = new Problems(file);
        for (String tensor : tensors) {
            FORMATS.stream()
                    .filter(format -> format.names(tensor))
                    .findFirst()
                    .ifPresent(format -> problems.add(
                            Code.OTHER,
                            "/" + Json.encodePointer(tensor),
                            "is of a layer in the format of %s, which its config.json describes: import the folder that"
                                    + " holds both",
                            format.name()));
        }
        problems.throwIfAny();
    }
}
