package archsim.sweep.tradeoff;

import archsim.base.RootLocale;
import archsim.base.json.Described;
import archsim.base.json.Holds;
import archsim.engine.accelerator.Accelerator;
import archsim.workloads.storage.StorageFormat;
import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * A type of numbers with a pattern of zeros, and the machine that makes use of both.
 *
 * @param name heads its results
 * @param accelerator the machine, which is brought to the area of the first point's
 * @param workload the keys of a run's workload that make the point: weightType, weightBits, weightScales, sparsity, kvBits
 * @param storage name of the format that its bits are counted in; the one that is usual for the pattern unless given
 */
public record TradePoint(
        String name,

        @Described("an accelerator's name or an object")
        @Holds(value = Accelerator.class, orName = true, orBase = true, orPart = true)
        JsonValue accelerator,

        @Described("an object") JsonValue workload,
        Optional<String> storage) {

    public TradePoint {
        if (storage.isPresent() && format(storage).isEmpty()) {
            throw new IllegalArgumentException(RootLocale.format(
                    "storage must be one of %s, was \"%s\"",
                    StorageFormat.all(OptionalInt.empty()).stream()
                            .map(StorageFormat::name)
                            .collect(Collectors.joining(", ")),
                    storage.get()));
        }
    }

    /** The format that bits are counted in, if it is not the usual one. */
    Optional<StorageFormat> format() {
        return format(storage);
    }

    private static Optional<StorageFormat> format(Optional<String> name) {
        return StorageFormat.all(OptionalInt.empty()).stream()
                .filter(format -> name.filter(format.name()::equals).isPresent())
                .findFirst();
    }
}
