package archsim.workloads.imports.checkpoint;

import archsim.base.Fault.Code;
import archsim.base.Problems;
import jakarta.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Names of tensors that hold packed words, scales or masks, which never are layers. */
public final class PackedTensors {

    private static final Map<Pattern, String> FORMATS = new LinkedHashMap<>();

    static {
        FORMATS.put(Pattern.compile("(.*\\.)?(qweight|qzeros|scales|g_idx)"), "GPTQ or AWQ");
        FORMATS.put(Pattern.compile("(.*\\.)?(compressed|bitmask|row_offsets)"), "compressed-tensors (sparse bitmask)");
        FORMATS.put(
                Pattern.compile(
                        ".*(_packed|weight_scale|weight_scale_inv|weight_shape|_zero_point|_global_scale|weight_g_idx)"
                                + "|(.*\\.)?(input|output|k|v|q)_scale"),
                "compressed-tensors");
        FORMATS.put(Pattern.compile(".*\\.(absmax|quant_map|nested_absmax|SCB)"), "bitsandbytes");
        FORMATS.put(Pattern.compile(".*(_blocks|_scales)"), "MXFP4 in blocks");
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
            FORMATS.entrySet().stream()
                    .filter(format -> format.getKey().matcher(tensor).matches())
                    .findFirst()
                    .ifPresent(format -> problems.add(
                            Code.OTHER,
                            "/" + Json.encodePointer(tensor),
                            "is of a layer in the format of %s, which its config.json describes: import the folder that"
                                    + " holds both",
                            format.getValue()));
        }
        problems.throwIfAny();
    }
}
