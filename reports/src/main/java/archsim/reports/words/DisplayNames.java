package archsim.reports.words;

import archsim.energy.Component;
import archsim.engine.pe.Cause;
import archsim.engine.plan.MachineKinds;
import java.util.Locale;

/** Names of results, which programs read, as people read them: {@code weightBuffer} is a weight buffer. */
public final class DisplayNames {

    private DisplayNames() {}

    /** {@code name} in words; one that is not written in camel case is left as it is. */
    public static String of(String name) {
        if (name.equals("psums")) {
            return "partial sums";
        }
        return Cause.named(name)
                .map(Cause::words)
                .or(() -> MachineKinds.component(name).map(Component::words))
                .orElseGet(() -> fromCamelCase(name));
    }

    private static String fromCamelCase(String name) {
        return name.matches("[a-z]+([A-Z][a-z]+)+")
                ? name.replaceAll("(?=[A-Z])", " ").toLowerCase(Locale.ROOT)
                : name;
    }
}
