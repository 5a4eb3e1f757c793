package archsim.base;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a record's constructor finds wrong with its components: all of it at once, each fault under the component's name,
 * so that a reader of JSON can point at it.
 */
public final class ComponentFaults {

    private final List<Fault> faults = new ArrayList<>();

    /** A record refuses its components. */
    public static final class RefusedException extends IllegalArgumentException {

        private final transient List<Fault> faults;

        private RefusedException(List<Fault> faults) {
            super(faults.stream()
                    .map(fault -> fault.pointer().substring(1) + " " + fault.text())
                    .collect(Collectors.joining("; ")));
            this.faults = List.copyOf(faults);
        }

        /** In the order they were found, at least one; each points at its component. */
        public List<Fault> faults() {
            return faults;
        }
    }

    /** Records a fault of {@code component} unless {@code holds}. */
    @FormatMethod
    public ComponentFaults require(boolean holds, String component, @FormatString String message, Object... arguments) {
        if (!holds) {
            faults.add(new Fault("/" + component, RootLocale.format(message, arguments), Fault.Code.REFUSED));
        }
        return this;
    }

    /**
     * Ends the constructor of a faulty record.
     *
     * @throws RefusedException if a fault was found
     */
    public void throwIfAny() {
        if (!faults.isEmpty()) {
            throw new RefusedException(faults);
        }
    }
}
