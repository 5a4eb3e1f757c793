package archsim.engine.plan;

import archsim.energy.Component;
import java.util.List;

/**
 * One kind of machine, found by {@link java.util.ServiceLoader} under the name that stands in an accelerator's JSON.
 *
 * <p>An author provides a public class with a constructor without parameters, named in {@code
 * META-INF/services/archsim.engine.plan.MachineKind}, and a record of parameters that plans layers.
 */
public interface MachineKind {

    /** The value of {@code "kind"}, for example {@code "scnn"}; lower case, stable. */
    String name();

    /** The public record that the rest of the JSON object is read into. */
    Class<? extends Dataflow> parameters();

    /** Components that this kind counts or places besides {@link Component#SHARED}. */
    default List<Component> components() {
        return List.of();
    }
}
