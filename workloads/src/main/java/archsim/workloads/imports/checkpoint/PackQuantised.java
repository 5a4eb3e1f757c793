package archsim.workloads.imports.checkpoint;

import archsim.workloads.Quantisation;
import archsim.workloads.StoredCount;
import archsim.workloads.model.ElementType;
import java.nio.ByteBuffer;

/**
 * {@code pack-quantized} of compressed-tensors: {@code weight_packed} I32 {@code [out][words]} with fields of code + 2^(bits-1),
 * input 0 lowest.
 *
 * <p>Versions differ in their {@link WordLayout}. Zero points are packed likewise along the outputs, {@code [words][groups]}, or
 * I8 {@code [out][groups]} in old files.
 */
final class PackQuantised implements WeightFormat {

    @Override
    public StoredMatrix read(Module module, QuantisationConfig config) {
        module.requireOnly("weight_packed", "weight_scale", "weight_shape", "weight_zero_point", "weight_g_idx");
        WeightScheme scheme = config.scheme(module);
        int bits = scheme.bits();
        if (!scheme.format().equals("pack-quantized") || scheme.floating() || bits < 2 || bits > 8) {
            throw module.fault(
                    "has weight_packed of I32, but config.json says %s of %d bits: pack-quantized integers of 2 to 8"
                            + " bits are read",
                    scheme.format(), bits);
        }
        Tensor packed = module.part("weight_packed").matrix().of(ElementType.I32);
        int[] shape = shape(module.part("weight_shape"));
        int rows = packed.shaped(shape[0], packed.shape().get(1)).shape().get(0);
        int columns = shape[1];
        int words = packed.shape().get(1);
        Grouping grouping = grouping(module, scheme, rows, columns);
        boolean dense = new WordLayout(bits, config)
                .isDense(packed, columns, module.find("weight_zero_point"), grouping.groupsDown(rows));
        Tensor scale = Scales.checked(module.part("weight_scale"));
        Scales.requireGroups(scale, grouping, rows);
        ZeroPoints zeroPoints = ZeroPoints.packedAlongRows(module, grouping, rows, bits, dense);
        StoredCount scales = StoredCount.packed(scale.elements(), scale.type().bits());
        StoredCount indices = module.find("weight_g_idx")
                .map(index -> StoredCount.packed(columns, index.type().bits()))
                .orElse(StoredCount.NONE);
        return new StoredMatrix(
                module.name(),
                rows,
                columns,
                bits,
                new Quantisation(
                        scheme.format(),
                        "int" + bits,
                        grouping.size(),
                        scales,
                        StoredCount.NONE,
                        zeroPoints.stored(),
                        indices,
                        packed.storedBits()
                                + scales.storedBits()
                                + zeroPoints.stored().storedBits()
                                + indices.storedBits()),
                () -> new Dequantised(
                        packed,
                        codes(packed.bytes().get(), bits, dense, words),
                        grouping,
                        scale.floats(),
                        zeroPoints.values().get()),
                PlainWeights.bias(module, rows),
                module.names());
    }

    /** Outputs and inputs, as one axis of two or two axes. */
    static int[] shape(Tensor shape) {
        if (shape.elements() != 2) {
            throw shape.fault("must hold outputs and inputs, was of shape %s", shape.shape());
        }
        ByteBuffer data = shape.of(ElementType.I64, ElementType.I32).bytes().get();
        int[] extents = new int[2];
        for (int i = 0; i < extents.length; i++) {
            long extent = shape.type() == ElementType.I64 ? data.getLong(8 * i) : data.getInt(4 * i);
            if (extent < 1 || extent > Integer.MAX_VALUE) {
                throw shape.fault("must hold outputs and inputs of at least 1, was %d", extent);
            }
            extents[i] = (int) extent;
        }
        if ((long) extents[0] * extents[1] > Integer.MAX_VALUE) {
            throw shape.fault("must be fewer than 2^31 weights, was %d x %d", extents[0], extents[1]);
        }
        return extents;
    }

    private static Grouping grouping(Module module, WeightScheme scheme, int rows, int columns) {
        return module.find("weight_g_idx")
                .map(index -> GroupIndex.read(
                        index.shaped(columns),
                        scheme.groupSize().orElseThrow(() -> index.fault("needs a group_size in config.json"))))
                .orElseGet(() -> scheme.grouping(rows, columns));
    }

    private static Rows codes(ByteBuffer data, int bits, boolean dense, int words) {
        BitFields fields = dense ? BitFields.dense(data, bits) : new BitFields(data, bits, BitFields.WORD / bits);
        int zero = 1 << (bits - 1);
        return (row, into) -> {
            for (int column = 0; column < into.length; column++) {
                into[column] = fields.get((long) row * words, column) - zero;
            }
        };
    }
}
