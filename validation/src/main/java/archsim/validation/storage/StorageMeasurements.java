package archsim.validation.storage;

import static java.util.Map.entry;

import archsim.validation.fact.Measurement;
import archsim.validation.fact.MeasurementFamily;
import java.util.Map;

/** Weights, MACs and stored bytes of networks. */
public final class StorageMeasurements implements MeasurementFamily {

    @Override
    public Map<String, Class<? extends Measurement>> kinds() {
        return Map.ofEntries(
                entry("cases-that-hold", HoldCount.class),
                entry("network-total", NetworkTotal.class),
                entry("stored-at-rate", StoredAtRate.class),
                entry("stored-randomly", RandomMaskStorage.class),
                entry("stored-structured", StoredStructured.class));
    }
}
