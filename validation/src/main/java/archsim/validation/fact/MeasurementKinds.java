package archsim.validation.fact;

import archsim.base.json.Subtypes;
import java.util.Collections;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** All kinds of measurements on the class path. */
public final class MeasurementKinds implements Subtypes {

    private final Map<String, Class<?>> byName = new TreeMap<>();

    /** The kinds of every family; no two may share a name. */
    public MeasurementKinds() {
        for (MeasurementFamily family : ServiceLoader.load(MeasurementFamily.class)) {
            family.kinds().forEach((name, type) -> {
                if (byName.put(name, type) != null) {
                    throw new IllegalStateException("two measurements are called " + name);
                }
            });
        }
    }

    @Override
    public String key() {
        return "kind";
    }

    @Override
    public Map<String, Class<?>> byName() {
        return Collections.unmodifiableMap(byName);
    }
}
