package archsim.engine.run;

import archsim.base.RootLocale;
import archsim.energy.ActionCounts;
import archsim.energy.EnergyBreakdown;
import archsim.energy.EnergyModel;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.kernel.TimeLimitException;
import archsim.engine.plan.InfeasibleLayerException;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.Objective;
import archsim.engine.run.config.Fidelity;
import archsim.engine.run.config.Overlap;
import archsim.engine.run.config.Tiling;
import archsim.engine.run.pipeline.EarlyWeights;
import archsim.engine.run.pipeline.LayerFacts;
import archsim.engine.run.pipeline.MemoryOutcome;
import archsim.engine.run.result.LayerMetrics;
import archsim.engine.run.result.LayerResult;
import archsim.engine.run.result.Operands;
import archsim.engine.run.result.Overlapped;
import archsim.engine.run.result.RunResult;
import archsim.engine.run.result.SimulatedRun;
import archsim.tables.DramStandard;
import archsim.tables.TableSet;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Workload;
import archsim.workloads.language.Language;
import archsim.workloads.language.Repeat;
import archsim.workloads.language.RepeatedLayer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Runs workloads on one machine with one memory.
 *
 * <p>Layers run one after the other, each with the memory idle at its start, so they are simulated independently; where they
 * overlap, the layers are simulated once more behind those before them.
 */
public final class Simulator {

    private final Accelerator accelerator;
    private final DramStandard memory;
    private final Fidelity fidelity;
    private final Overlap overlap;
    private final Plans plans;
    private final LayerFactsSource facts;
    private final EnergyModel energyModel;
    private final RunGoal goal;

    /** A simulator whose prices are those that ship. */
    public Simulator(Accelerator accelerator, DramStandard memory, Fidelity fidelity) {
        this(accelerator, memory, fidelity, Tiling.DEFAULT.objective());
    }

    /** The same with mappings for another objective than fewest cycles. */
    public Simulator(Accelerator accelerator, DramStandard memory, Fidelity fidelity, Objective objective) {
        this(accelerator, memory, fidelity, new Tiling(objective, Map.of()));
    }

    /** The same with mappings as they are given, others for the objective. */
    public Simulator(Accelerator accelerator, DramStandard memory, Fidelity fidelity, Tiling tiling) {
        this(
                accelerator,
                memory,
                fidelity,
                Overlap.NONE,
                tiling,
                Plans.DIRECT,
                LayerFacts::of,
                Prices.of(TableSet.shipped()));
    }

    Simulator(
            Accelerator accelerator,
            DramStandard memory,
            Fidelity fidelity,
            Overlap overlap,
            Tiling tiling,
            Plans plans,
            LayerFactsSource facts,
            Prices prices) {
        this.accelerator = accelerator;
        this.memory = memory;
        this.fidelity = fidelity;
        this.overlap = overlap;
        this.plans = plans;
        this.facts = facts;
        this.energyModel = prices.energyModel(accelerator, memory);
        this.goal = new RunGoal(tiling, accelerator, memory, () -> energyModel);
    }

    /**
     * Simulates every layer.
     *
     * @throws RefusedLayersException if the machine cannot run some
     */
    public SimulatedRun run(Workload workload) {
        return run(workload, Optional.empty());
    }

    /**
     * The same of a language model, each layer of which stands for as many as {@code language} says.
     *
     * @throws RefusedLayersException if the machine cannot run some
     */
    SimulatedRun run(Workload workload, Optional<Language> language) {
        List<InfeasibleLayerException> infeasible = new ArrayList<>();
        List<SimulatedLayer> layers = new ArrayList<>();
        attempts(workload.layers()).forEach(attempt -> {
            attempt.infeasible().ifPresent(infeasible::add);
            attempt.layer().ifPresent(layers::add);
        });
        if (layers.size() < workload.layers().size()) {
            throw new RefusedLayersException(infeasible);
        }
        List<LayerResult> results = IntStream.range(0, layers.size())
                .parallel()
                .mapToObj(i -> overlap == Overlap.NONE
                        ? repeated(layers.get(i).result(), language, i)
                        : overlapping(layers, language, i))
                .toList();
        var result = RunResult.of(
                workload.name(), accelerator.name(), workload.accuracy(), results, language.map(Language::facts));
        List<String> sources = layers.stream()
                .flatMap(layer -> layer.sources().stream())
                .distinct()
                .toList();
        return new SimulatedRun(result, sources);
    }

    private LayerResult repeated(LayerResult layer, Optional<Language> language, int index) {
        return language.map(found -> layer.repeated(found.layers().get(index).repeat(), energyModel))
                .orElse(layer);
    }

    /** A layer behind those that it is run behind. */
    private LayerResult overlapping(List<SimulatedLayer> layers, Optional<Language> language, int index) {
        SimulatedLayer layer = layers.get(index);
        if (language.isEmpty()) {
            return index == 0 ? first(layer) : behind(layer, layers.get(index - 1));
        }
        RepeatedLayer said = language.get().layers().get(index);
        long alone = said.repeat().times();
        long stored = said.repeat().stored();
        var parts = new ArrayList<LayerResult>();
        for (RepeatedLayer.Behind behind : said.behind()) {
            long times = Math.min(behind.times(), alone);
            long ofThese = Math.min(stored, times);
            var repeat = new Repeat(said.repeat().phase(), times, ofThese);
            parts.add(behind(layer, layers.get(behind.layer())).repeated(repeat, energyModel));
            alone -= times;
            stored -= ofThese;
        }
        if (alone > 0) {
            parts.add(first(layer).repeated(new Repeat(said.repeat().phase(), alone, stored), energyModel));
        }
        return parts.stream()
                .reduce((one, other) -> one.plus(other, energyModel))
                .orElseThrow();
    }

    private static LayerResult first(SimulatedLayer layer) {
        return layer.result().overlapped(Overlapped.NOTHING);
    }

    private LayerResult behind(SimulatedLayer layer, SimulatedLayer before) {
        TimedLayer timed = layer.timed();
        EarlyWeights.Outcome early = EarlyWeights.of(accelerator, memory, fidelity)
                .of(
                        timed.plan(),
                        timed.outcome(),
                        before.timed().plan(),
                        before.timed().outcome());
        if (early.savedCycles() == 0) {
            return first(layer);
        }
        return result(new TimedLayer(timed.layer(), timed.facts(), timed.plan(), early.memory()))
                .result()
                .named(layer.result().name())
                .overlapped(new Overlapped(early.savedCycles(), early.bytes()));
    }

    /** A layer in its time. */
    private record TimedLayer(LayerWorkload layer, LayerFacts facts, LayerPlan plan, MemoryOutcome outcome) {}

    /** @param kept only where layers overlap: plans are large */
    private record SimulatedLayer(LayerResult result, List<String> sources, Optional<TimedLayer> kept) {

        TimedLayer timed() {
            return kept.orElseThrow();
        }
    }

    /** What became of a layer: exactly one of the two. */
    private record Attempt(Optional<SimulatedLayer> layer, Optional<InfeasibleLayerException> infeasible) {}

    /** All layers in order; those that differ in their names only are run once. */
    private List<Attempt> attempts(List<LayerWorkload> layers) {
        var first = new HashMap<LayerWorkload, Integer>();
        int[] runs = new int[layers.size()];
        for (int i = 0; i < runs.length; i++) {
            Integer before = isComparable(layers.get(i)) ? first.putIfAbsent(withoutName(layers.get(i)), i) : null;
            runs[i] = before == null ? i : before;
        }
        Map<Integer, Attempt> run = IntStream.range(0, runs.length)
                .filter(i -> runs[i] == i)
                .parallel()
                .boxed()
                .collect(Collectors.toConcurrentMap(i -> i, i -> attempt(layers.get(i))));
        return IntStream.range(0, runs.length)
                .mapToObj(i -> runs[i] == i ? run.get(i) : like(run.get(runs[i]), layers.get(i)))
                .toList();
    }

    /** Names may bring mappings; to compare drawn masks would cost as much as it saves. */
    private boolean isComparable(LayerWorkload layer) {
        return !goal.givesMappings()
                && layer.weights().isFull()
                && layer.inputs().isFull();
    }

    private static LayerWorkload withoutName(LayerWorkload layer) {
        LayerWorkload unnamed = layer.as(layer.layer().named("any"), layer.cacheBits());
        return unnamed.outputDensity().isEmpty() ? unnamed.withOutputDensity(1) : unnamed;
    }

    /** Refusals name the layer and its reasons, so they are found for each. */
    private Attempt like(Attempt other, LayerWorkload layer) {
        return other.layer()
                .map(found -> new Attempt(
                        Optional.of(new SimulatedLayer(
                                found.result().named(layer.layer().name()), found.sources(), found.kept())),
                        Optional.empty()))
                .orElseGet(() -> attempt(layer));
    }

    private Attempt attempt(LayerWorkload layer) {
        try {
            return new Attempt(Optional.of(run(layer)), Optional.empty());
        } catch (InfeasibleLayerException e) {
            return new Attempt(Optional.empty(), Optional.of(e));
        }
    }

    private MemoryOutcome outcome(String layer, LayerPlan plan) {
        try {
            return MemoryOutcome.of(plan, accelerator, memory, fidelity);
        } catch (TimeLimitException e) {
            throw new InfeasibleLayerException(layer, "it would take the machine more than an hour");
        }
    }

    private SimulatedLayer run(LayerWorkload layer) {
        String name = layer.layer().name();
        if (layer.scheme().isStructured() && layer.weights().count() == 0) {
            throw new InfeasibleLayerException(
                    name, "all its filters and columns are pruned, so nothing is left to run");
        }
        LayerPlan plan = plans.plan(layer, accelerator, goal);
        int multiplierBits = accelerator.precision().weightBits();
        if (layer.weightBits() > multiplierBits) {
            throw new InfeasibleLayerException(
                    name,
                    RootLocale.format(
                            "its weights have %d bits, the multipliers take %d; quantise the model or widen the"
                                    + " precision",
                            layer.weightBits(), multiplierBits));
        }
        MemoryOutcome outcome = outcome(name, plan);
        return result(new TimedLayer(layer, facts.facts(layer), plan, outcome));
    }

    private SimulatedLayer result(TimedLayer timed) {
        LayerWorkload layer = timed.layer();
        var metrics = new LayerMetrics(layer, timed.facts(), timed.plan(), timed.outcome(), accelerator, memory);
        ActionCounts counts = metrics.counts();
        var result = new LayerResult(
                layer.layer().name(),
                timed.plan().mode(),
                layer.layer().isConvolution(),
                timed.facts().storageFormat(),
                operands(layer),
                metrics.priced(counts, energyModel),
                counts.toList());
        return new SimulatedLayer(
                result,
                EnergyBreakdown.sources(counts, energyModel),
                overlap == Overlap.NONE ? Optional.empty() : Optional.of(timed));
    }

    private Operands operands(LayerWorkload layer) {
        return new Operands(
                layer.shape().n(),
                layer.weightBits(),
                layer.rounded(),
                layer.inputOrigin(),
                layer.inputs().density(),
                accelerator.dataflow().zeroInputs());
    }
}
