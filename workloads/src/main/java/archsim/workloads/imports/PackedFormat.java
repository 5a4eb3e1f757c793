package archsim.workloads.imports;

import archsim.base.Problems;
import java.util.List;

/**
 * Formats of quantised checkpoints whose tensors look like weights and are none: packed codes, scales, zero points, masks. A file of
 * them is refused, since its layers would be others than the model's.
 */
enum PackedFormat {
    /** Dense codes beside their scales, of 2 to 8 bits. */
    COMPRESSED_TENSORS(
            "compressed-tensors",
            "weight_packed",
            "weight_scale",
            "weight_zero_point",
            "weight_global_scale",
            "weight_shape",
            "weight_g_idx"),
    /** Weights that are kept, and where they lie. */
    SPARSE("compressed-tensors, sparse", "compressed", "bitmask", "row_offsets"),
    GPTQ_OR_AWQ("GPTQ or AWQ", "qweight", "qzeros", "g_idx"),
    FP8_BLOCKS("FP8 in blocks", "weight_scale_inv"),
    BITSANDBYTES("bitsandbytes", "absmax", "nested_absmax", "quant_map", "nested_quant_map", "SCB");

    private final String title;
    private final String endings;

    PackedFormat(String title, String... endings) {
        this.title = title;
        this.endings = String.join("|", endings);
    }

    /**
     * Refuses a file with tensors of a packed format.
     *
     * @throws archsim.base.InvalidInputException with the first tensor of each format, and how many there are
     */
    static void refuse(String file, List<SourceTensor> tensors) {
        var problems = new Problems(file);
        for (PackedFormat format : values()) {
            List<String> own = tensors.stream()
                    .map(SourceTensor::name)
                    .filter(format::owns)
                    .toList();
            if (!own.isEmpty()) {
                problems.add(
                        "/" + own.get(0),
                        "is of the format %s, which archsim does not read: packed weights, scales or masks are no layers"
                                + " (tensors of it: %d)",
                        format.title,
                        own.size());
            }
        }
        problems.throwIfAny();
    }

    private boolean owns(String tensor) {
        return tensor.substring(tensor.lastIndexOf('.') + 1).matches(endings);
    }
}
