package archsim.workloads.imports.checkpoint;

import archsim.workloads.Quantisation;
import archsim.workloads.StoredCount;
import archsim.workloads.model.ElementType;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code weight [out][in]} of floats; of {@code Conv1D} layers, as GPT-2 has, {@code [in][out]}. */
final class PlainWeights implements WeightFormat {

    @Override
    public StoredMatrix read(Module module, QuantisationConfig config) {
        return read(module, false);
    }

    /** @param transposed whether inputs are the first axis */
    static StoredMatrix read(Module module, boolean transposed) {
        module.requireOnly("weight");
        Tensor weight =
                module.part("weight").matrix().of(ElementType.F64, ElementType.F32, ElementType.F16, ElementType.BF16);
        int rows = weight.shape().get(transposed ? 1 : 0);
        int columns = weight.shape().get(transposed ? 0 : 1);
        var quantisation = new Quantisation(
                "dense",
                weight.type().name().toLowerCase(Locale.ROOT),
                List.of(),
                StoredCount.NONE,
                StoredCount.NONE,
                StoredCount.NONE,
                StoredCount.NONE,
                weight.storedBits());
        return new StoredMatrix(
                module.name(),
                rows,
                columns,
                weight.type().bits(),
                quantisation,
                () -> rows(weight, transposed ? 1 : columns, transposed ? rows : 1),
                bias(module, rows),
                module.names());
    }

    /** Elements as they are: element {@code column} of a row lies {@code columnStep} after the one before. */
    static Rows rows(Tensor weight, int rowStep, int columnStep) {
        ByteBuffer data = weight.bytes().get();
        ElementType type = weight.type();
        return (row, into) -> {
            for (int column = 0; column < into.length; column++) {
                int index = row * rowStep + column * columnStep;
                into[column] = type.value(data, index * type.bytes());
                if (!Float.isFinite(into[column])) {
                    throw weight.fault("must hold finite numbers only, was %s at element %d", into[column], index);
                }
            }
        };
    }

    /** The bias of {@code rows} outputs, if the module has one. */
    static Optional<Supplier<float[]>> bias(Module module, int rows) {
        return module.find("bias")
                .map(bias -> bias.shaped(rows).of(ElementType.F32, ElementType.F16, ElementType.BF16, ElementType.F64))
                .map(bias -> bias::floats);
    }
}
