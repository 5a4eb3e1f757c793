package archsim.cli.neighbours;

import archsim.base.json.StrictJson;
import archsim.engine.machines.loopnest.DescribedMachine;
import archsim.engine.machines.loopnest.mapping.ConstraintCheck;
import archsim.engine.machines.loopnest.mapping.NestConstraints;
import archsim.engine.run.MachineFile;
import archsim.workloads.Layer;
import archsim.workloads.network.Network;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Constraints that were converted, without those of layers that no mapping of the machine keeps: a note says which. */
final class WithinReach {

    private WithinReach() {}

    static Converted of(Converted made) {
        Optional<JsonObject> constrained = made.tiling()
                .map(tiling -> tiling.getJsonObject("constrained"))
                .filter(any -> made.machine().isPresent());
        if (constrained.isEmpty()) {
            return made;
        }
        String machine = StrictJson.write(made.machine().orElseThrow());
        var described = (DescribedMachine)
                MachineFile.read("the machine made of the files", machine).dataflow();
        JsonObjectBuilder kept = Json.createObjectBuilder();
        var notes = new ArrayList<>(made.notes());
        boolean any = false;
        for (Layer layer : made.network().map(Network::layers).orElse(List.of())) {
            JsonObject ofLayer = constrained.get().getJsonObject(layer.name());
            if (ofLayer != null) {
                var constraints = StrictJson.bind("constraints of " + layer.name(), ofLayer, NestConstraints.class);
                List<String> faults = new ConstraintCheck(layer.shape(), described.levels()).faultsOf(constraints);
                faults.forEach(fault -> notes.add("constraints of " + layer.name() + " are left out: " + fault));
                if (faults.isEmpty()) {
                    kept.add(layer.name(), ofLayer);
                    any = true;
                }
            }
        }
        Optional<JsonObject> tiling = any
                ? Optional.of(
                        Json.createObjectBuilder().add("constrained", kept).build())
                : Optional.empty();
        return new Converted(made.machine(), made.memory(), made.network(), made.sparsity(), tiling, notes);
    }
}
