package archsim.workloads.imports.checkpoint;

import archsim.workloads.Quantisation;
import archsim.workloads.StoredCount;
import archsim.workloads.model.ElementType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Codes of 8 bits as they are, {@code weight [out][in]} of I8 or F8, with {@code weight_scale}: int-quantized, float-quantized
 * and mxfp8 of compressed-tensors, and the blocks of {@code quant_method} fp8, whose {@code weight_scale_inv} is the scale, too.
 */
final class ScaledWeights implements WeightFormat {

    @Override
    public StoredMatrix read(Module module, QuantisationConfig config) {
        module.requireOnly("weight", "weight_scale", "weight_scale_inv", "weight_zero_point", "weight_shape");
        Tensor weight = module.part("weight").matrix().of(ElementType.I8, ElementType.F8_E4M3, ElementType.F8_E5M2);
        int rows = weight.shape().get(0);
        int columns = weight.shape().get(1);
        boolean inverse = module.has("weight_scale_inv");
        WeightScheme scheme = inverse ? blocks(module, config) : config.scheme(module);
        boolean floating = weight.type() != ElementType.I8;
        if (scheme.floating() != floating || scheme.bits() > 8 || (floating && scheme.bits() != 8)) {
            throw weight.fault(
                    "is of %s, but config.json says %s of %d bits",
                    weight.type(), scheme.floating() ? "floats" : "integers", scheme.bits());
        }
        Grouping grouping = scheme.grouping(rows, columns);
        Tensor scale = module.part(inverse ? "weight_scale_inv" : "weight_scale");
        ElementType scaleType = scaleType(scale);
        Scales.requireGroups(scale, grouping, rows);
        module.find("weight_zero_point")
                .ifPresent(zero -> Scales.requireGroups(zero.of(ElementType.I8), grouping, rows));
        StoredCount zeroPoints = module.find("weight_zero_point")
                .map(zero -> StoredCount.packed(zero.elements(), 8))
                .orElse(StoredCount.NONE);
        StoredCount scales = StoredCount.packed(scale.elements(), scale.type().bits());
        return new StoredMatrix(
                module.name(),
                rows,
                columns,
                8,
                new Quantisation(
                        scheme.format(),
                        type(weight.type()),
                        grouping.size(),
                        scales,
                        StoredCount.NONE,
                        zeroPoints,
                        StoredCount.NONE,
                        weight.storedBits() + scales.storedBits() + zeroPoints.storedBits()),
                () -> new Dequantised(
                        weight,
                        PlainWeights.rows(weight, columns, 1),
                        grouping,
                        scale.floats(scaleType),
                        zeroPoints(module)),
                PlainWeights.bias(module, rows),
                module.names());
    }

    private static int[] zeroPoints(Module module) {
        return module.find("weight_zero_point")
                .map(zero -> Scales.integers(zero.floats()))
                .orElse(new int[0]);
    }

    /** Bytes of exponents are powers of two. */
    private static ElementType scaleType(Tensor scale) {
        return scale.type() == ElementType.U8 || scale.type() == ElementType.F8_E8M0
                ? ElementType.F8_E8M0
                : Scales.checked(scale).type();
    }

    private static WeightScheme blocks(Module module, QuantisationConfig config) {
        ConfigNode settings = config.of(module, "fp8");
        List<Integer> block = settings.numbers("weight_block_size", 1, Integer.MAX_VALUE);
        if (block.size() != 2) {
            throw settings.fault("weight_block_size", "must be rows and columns of a block, was %s", block);
        }
        return new WeightScheme("fp8", 8, true, "block", Optional.empty(), block);
    }

    static String type(ElementType type) {
        return switch (type) {
            case I8 -> "int8";
            case F8_E4M3 -> "fp8-e4m3";
            case F8_E5M2 -> "fp8-e5m2";
            default -> type.name().toLowerCase(Locale.ROOT);
        };
    }
}
