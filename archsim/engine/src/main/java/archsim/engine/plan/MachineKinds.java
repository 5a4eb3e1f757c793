package archsim.engine.plan;

import archsim.base.json.Subtypes;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;

/** All kinds of machines on the class path, those that ship first. */
public final class MachineKinds implements Subtypes {

    /** Loaded when a machine is first read. */
    private static final class Loaded {

        static final Map<String, Class<?>> BY_NAME = byName(ServiceLoader.load(MachineKind.class));

        private static Map<String, Class<?>> byName(Iterable<MachineKind> kinds) {
            var records = new LinkedHashMap<String, Class<?>>();
            for (MachineKind kind : kinds) {
                records.put(kind.name(), kind.parameters());
            }
            return Collections.unmodifiableMap(records);
        }
    }

    @Override
    public String key() {
        return "kind";
    }

    @Override
    public Map<String, Class<?>> byName() {
        return Loaded.BY_NAME;
    }
}
