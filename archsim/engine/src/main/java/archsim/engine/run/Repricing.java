package archsim.engine.run;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.Provenance;
import archsim.base.Sha256;
import archsim.base.json.StrictJson;
import archsim.energy.EnergyBreakdown;
import archsim.energy.EnergyModel;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.run.config.DeepMerge;
import archsim.engine.run.result.RunResult;
import archsim.engine.run.result.SimulationResult;
import archsim.engine.run.result.UnpricedParts;
import archsim.tables.DramStandard;
import archsim.tables.DramStandards;
import archsim.tables.TableSet;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Prices a finished run again, without simulating.
 *
 * <p>The clock stays: the result is what the same run gives whose configuration names the other node.
 */
public final class Repricing {

    private final SimulationResult result;
    private final JsonObject config;
    private final PricedMachine machine;
    private final EnergyModel model;

    /**
     * @param name of the result, for messages
     * @param technologyNm in place of the node of the result's own configuration
     * @throws InvalidInputException if the result's configuration is not sound, or the tables do not cover the node
     */
    public Repricing(String name, SimulationResult result, OptionalInt technologyNm, TableSet tables) {
        this.result = result;
        JsonObject moved = technologyNm.isPresent() ? at(result.config(), technologyNm.getAsInt()) : result.config();
        var problems = new Problems(name);
        Optional<Accelerator> accelerator =
                StrictJson.bind(problems, part(moved, "accelerator"), Accelerator.class, "/config/accelerator");
        Optional<DramStandard> memory =
                DramStandards.bind(problems, (JsonObject) part(moved, "memory"), "/config/memory");
        problems.throwIfAny();
        if (technologyNm.isPresent()) {
            accelerator
                    .orElseThrow()
                    .dataflow()
                    .ownNodes()
                    .forEach((pointer, node) -> problems.add(
                            "/config/accelerator" + pointer,
                            "must be absent to price the result at %d nm, was %d: counts do not tell what a level of its own"
                                    + " node would become; run the machine in the nodes that it should have",
                            technologyNm.getAsInt(),
                            node));
            problems.throwIfAny();
        }
        config = technologyNm.isPresent() ? stating(moved, accelerator.orElseThrow()) : moved;
        machine = new PricedMachine(accelerator.orElseThrow(), tables);
        machine.check("/config/accelerator", problems);
        problems.throwIfAny();
        model = machine.energyModel(memory.orElseThrow());
    }

    private static JsonValue part(JsonObject config, String key) {
        return config.get(key) instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
    }

    private static JsonObject at(JsonObject config, int technologyNm) {
        var accelerator = (JsonObject) part(config, "accelerator");
        JsonObject node =
                Json.createObjectBuilder().add("technologyNm", technologyNm).build();
        JsonObject moved = DeepMerge.of(accelerator, node);
        return Json.createObjectBuilder(config)
                .add("accelerator", new ChangedMachine(accelerator, moved, node).inOwnWords())
                .build();
    }

    private static JsonObject stating(JsonObject config, Accelerator accelerator) {
        JsonObject full = new MachinePart((JsonObject) part(config, "accelerator"), accelerator).json();
        return Json.createObjectBuilder(config).add("accelerator", full).build();
    }

    /** Whatever the prices do not cover, each with the pointer of the parameter that makes it so. */
    public List<String> unpriced(SimulationResult priced) {
        return new UnpricedParts(config, model).of(priced);
    }

    /** The prices. */
    public EnergyModel model() {
        return model;
    }

    /** The result with other energies; partial where an action has no price. */
    public SimulationResult priced() {
        var sources = new LinkedHashSet<String>();
        for (RunResult run : result.runs()) {
            sources.addAll(EnergyBreakdown.sources(run.counts(), model));
        }
        sources.addAll(machine.tables().ownTables());
        List<RunResult> runs = result.runs().stream().map(this::priced).toList();
        return SimulationResult.of(provenance(List.copyOf(sources)), config, machine.areaMm2(), runs);
    }

    private RunResult priced(RunResult run) {
        return RunResult.of(
                run.workload(),
                machine.accelerator().name(),
                run.accuracy(),
                run.layers().stream().map(layer -> layer.priced(model)).toList(),
                run.language());
    }

    private Provenance provenance(List<String> sources) {
        Provenance made = result.provenance();
        return new Provenance(
                made.archsimVersion(),
                made.gitCommit(),
                Sha256.of(StrictJson.write(config)),
                made.modelSha256(),
                made.seed(),
                sources);
    }
}
