package archsim.workloads.imports.checkpoint;

import archsim.workloads.Quantisation;
import archsim.workloads.StoredCount;
import archsim.workloads.model.ElementType;

/**
 * {@code sparse-24-bitmask} and {@code sparse-bitmask} of compressed-tensors up to 0.14: {@code compressed}, the values that are
 * kept, and {@code bitmask} U8 {@code [out][in/8]}, bit i of byte b for input 8 b + i.
 *
 * <p>With 2:4 the values are {@code [out][in/2]} and each four inputs keep two. Else they are one axis, and {@code row_offsets}
 * I64 {@code [out]} says where each row starts. Values of 8 bits may have a {@code weight_scale}. A kept value may be zero.
 */
final class SparseBitmask implements WeightFormat {

    private static final String TWO_OF_FOUR = "sparse-24-bitmask";
    private static final String ANY = "sparse-bitmask";

    @Override
    public StoredMatrix read(Module module, QuantisationConfig config) {
        String format = config.of(module, "compressed-tensors")
                .child("sparsity_config")
                .flatMap(found -> found.text("format"))
                .orElse("nothing");
        if (!format.equals(TWO_OF_FOUR) && !format.equals(ANY)) {
            throw module.fault(
                    "has a bitmask, but sparsity_config of config.json says %s: %s and %s are read",
                    format, TWO_OF_FOUR, ANY);
        }
        boolean grouped = format.equals(TWO_OF_FOUR);
        module.requireOnly("compressed", "bitmask", "shape", "weight_scale", grouped ? "compressed" : "row_offsets");
        int[] shape = PackQuantised.shape(module.part("shape"));
        int rows = shape[0];
        int columns = shape[1];
        Tensor values = module.part("compressed")
                .of(
                        ElementType.F32,
                        ElementType.F16,
                        ElementType.BF16,
                        ElementType.F8_E4M3,
                        ElementType.F8_E5M2,
                        ElementType.I8);
        Tensor bitmask = module.part("bitmask").of(ElementType.U8).shaped(rows, (columns + 7) / 8);
        if (grouped) {
            values.shaped(rows, columns / 2);
        } else if (values.shape().size() != 1) {
            throw values.fault("must have one axis, was of shape %s", values.shape());
        }
        int maskBits = Math.multiplyExact(rows, Math.multiplyExact((columns + 7) / 8, 8));
        long offsetBits = grouped
                ? 0
                : module.part("row_offsets").of(ElementType.I64).shaped(rows).storedBits();
        boolean scaled = module.has("weight_scale");
        if (!scaled && values.type().bits() == 8 && values.type() == ElementType.I8) {
            throw values.fault("is of I8, which needs a weight_scale");
        }
        Grouping grouping = scaled ? config.scheme(module).grouping(rows, columns) : Grouping.rows(columns);
        StoredCount scales = module.find("weight_scale")
                .map(scale -> scales(Scales.checked(scale), grouping, rows))
                .orElse(StoredCount.NONE);
        return new StoredMatrix(
                module.name(),
                rows,
                columns,
                values.type().bits(),
                new Quantisation(
                        format,
                        ScaledWeights.type(values.type()),
                        grouping.size(),
                        scales,
                        StoredCount.NONE,
                        StoredCount.NONE,
                        StoredCount.NONE,
                        values.storedBits() + maskBits + offsetBits + scales.storedBits()),
                () -> {
                    Rows codes = new BitmaskRows(bitmask, values, columns, grouped, module.find("row_offsets"));
                    return module.find("weight_scale")
                            .<Rows>map(scale -> new Dequantised(values, codes, grouping, scale.floats(), new int[0]))
                            .orElse(codes);
                },
                PlainWeights.bias(module, rows),
                module.names());
    }

    private static StoredCount scales(Tensor scale, Grouping grouping, int rows) {
        Scales.requireGroups(scale, grouping, rows);
        return StoredCount.packed(scale.elements(), scale.type().bits());
    }
}
