package archsim.engine.run;

import archsim.base.Problems;
import archsim.base.json.StrictJson;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.run.config.Tiling;
import archsim.workloads.LayerWorkload;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is wrong with the mappings and constraints of a configuration that has other faults, of which its author hears at
 * once: nothing is planned, and of those that cannot be read whole what can be read is looked at.
 */
final class BindingFaults {

    private final Accelerator accelerator;
    private final List<PlannedWorkload> workloads;
    private final Problems problems;
    private final List<Binding> bindings = new ArrayList<>();

    /** @param unread pointers within the record */
    private record Binding(boolean constrains, String under, Record record, Set<String> unread) {

        boolean binds(String name, Set<String> named) {
            return under.equals(Tiling.ALL) ? !named.contains(name) : under.equals(name);
        }
    }

    BindingFaults(Accelerator accelerator, List<PlannedWorkload> workloads, Problems problems) {
        this.accelerator = accelerator;
        this.workloads = workloads;
        this.problems = problems;
    }

    /**
     * Takes a mapping or constraints.
     *
     * @param constrains whether these are constraints
     * @param under the layer's name, or that of all
     * @param bound absent if it could not be read whole
     * @param sample of the same type
     */
    void add(boolean constrains, String under, JsonValue written, Optional<Record> bound, Optional<Record> sample) {
        var unread = new HashSet<String>();
        bound.or(() -> sample.flatMap(record -> soundParts(written, record, unread)))
                .ifPresent(record -> bindings.add(new Binding(constrains, under, record, unread)));
    }

    private static Optional<Record> soundParts(JsonValue written, Record sample, Set<String> unread) {
        return written instanceof JsonObject object
                ? StrictJson.bindSoundParts(
                                object,
                                sample.getClass(),
                                StrictJson.parseObject("sample", StrictJson.write(sample)),
                                unread)
                        .map(Record.class::cast)
                : Optional.empty();
    }

    /** Reports all that can be told of the layers that are bound; masks are drawn for it. */
    void report() {
        if (bindings.isEmpty()) {
            return;
        }
        var named = new HashSet<String>();
        bindings.forEach(binding -> named.add(binding.under()));
        var faults = new LayerFaults();
        for (PlannedWorkload workload : workloads) {
            for (LayerWorkload layer : workload.make().layers()) {
                String name = layer.layer().name();
                bindings.stream().filter(each -> each.binds(name, named)).forEach(each -> add(layer, each, faults));
            }
        }
        faults.report(problems);
    }

    private void add(LayerWorkload layer, Binding binding, LayerFaults faults) {
        String name = layer.layer().name();
        for (String fault :
                accelerator.dataflow().faultsOf(layer, accelerator.machine(), binding.record(), binding.unread())) {
            if (binding.constrains()) {
                faults.addConstrained(binding.under(), name, fault);
            } else {
                faults.addGiven(name, fault);
            }
        }
    }
}
