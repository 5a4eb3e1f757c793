package archsim.sweep;

import archsim.base.InvalidInputException;
import archsim.base.RootLocale;
import archsim.base.ShortestDecimal;
import archsim.engine.run.RefusedLayersException;
import archsim.engine.run.RunCache;
import archsim.engine.run.RunSetup;
import archsim.engine.run.result.Alpha;
import archsim.engine.run.result.Comparison;
import archsim.engine.run.result.Metrics;
import archsim.engine.run.result.Rates;
import archsim.engine.run.result.RunResult;
import archsim.engine.run.result.SimulatedRun;
import archsim.engine.run.result.TokenRates;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;

/** Runs points of a sweep, each on its own: the same point gives the same row wherever and whenever it is run. */
public final class PointRunner {

    private static final JsonProvider JSON = JsonProvider.provider();

    private final Sweep sweep;
    private final Columns columns;
    private final RunCache cache;

    /** @param cache shared by all runners of a process */
    public PointRunner(Sweep sweep, Columns columns, RunCache cache) {
        this.sweep = sweep;
        this.columns = columns;
        this.cache = cache;
    }

    /** What became of a point. */
    public PointRow run(int index) {
        List<JsonValue> values = sweep.values(sweep.steps(index));
        var row = JSON.createArrayBuilder().add(index);
        var sources = new LinkedHashSet<String>();
        values.forEach(row::add);
        try {
            addRuns(row, sweep.setUp(sweep.config(values), cache), sources);
        } catch (InvalidInputException e) {
            end(row, 0, PointStatus.INVALID, String.join("; ", e.lines()));
        } catch (ConfigPath.LeadsNowhereException e) {
            end(row, 0, PointStatus.INVALID, e.getMessage());
        } catch (IllegalArgumentException | IllegalStateException | ArithmeticException e) {
            return failed(index, values, e);
        }
        return new PointRow(row.build(), List.copyOf(sources));
    }

    private PointRow failed(int index, List<JsonValue> values, RuntimeException fault) {
        var row = JSON.createArrayBuilder().add(index);
        values.forEach(row::add);
        end(
                row,
                0,
                PointStatus.FAILED,
                RootLocale.format("%s: %s", fault.getClass().getSimpleName(), fault.getMessage()));
        return new PointRow(row.build());
    }

    private void addRuns(JsonArrayBuilder row, RunSetup setup, Set<String> sources) {
        var reasons = new LinkedHashSet<String>();
        var unpriced = new LinkedHashSet<String>();
        Optional<RunResult> baseline = Optional.empty();
        int workloads = setup.workloads().size();
        for (int i = 0; i < workloads; i++) {
            Optional<SimulatedRun> simulated = attempt(setup, i, reasons);
            simulated.ifPresent(ran -> {
                sources.addAll(ran.sources());
                unpriced.addAll(ran.result().totals().energy().unpriced().values());
            });
            Optional<RunResult> run = simulated.map(SimulatedRun::result);
            baseline = i == 0 ? run : baseline;
            List<JsonValue> cells =
                    new ArrayList<>(run.map(PointRunner::figures).orElse(List.of()));
            if (run.isPresent() && !columns.tokens(i).isEmpty()) {
                cells.addAll(tokens(run.get()));
            }
            if (i > 0 && run.isPresent() && baseline.isPresent()) {
                cells.addAll(ratios(Comparison.between(baseline.get(), run.get())));
            }
            cells.forEach(row::add);
            pad(row, columns.figures(i).size() - cells.size());
        }
        PointStatus status = reasons.isEmpty() ? PointStatus.DONE : PointStatus.INFEASIBLE;
        reasons.addAll(unpriced);
        end(row, workloads, status, String.join("; ", reasons));
    }

    private static Optional<SimulatedRun> attempt(RunSetup setup, int workload, Set<String> reasons) {
        try {
            return Optional.of(setup.run(workload));
        } catch (RefusedLayersException e) {
            reasons.add(setup.workloads().get(workload).name() + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    /** In the order of {@link Columns#FIGURES}. */
    private static List<JsonValue> figures(RunResult run) {
        Metrics totals = run.totals();
        Rates rates = run.rates();
        Optional<Rates.EnergyRates> energy = rates.energy();
        return List.of(
                JSON.createValue(totals.cycles()),
                number(totals.timeNs()),
                totals.energy().isPartial()
                        ? JsonValue.NULL
                        : number(totals.energy().totalPj()),
                JSON.createValue(totals.dramBytes().values().stream()
                        .mapToLong(Long::longValue)
                        .sum()),
                JSON.createValue(totals.storage().total()),
                JSON.createValue(totals.keptWeights()),
                number(totals.utilisation()),
                run.accuracy().isPresent() ? number(run.accuracy().getAsDouble()) : JsonValue.NULL,
                JSON.createValue(rates.images()),
                number(rates.throughputPerSecond()),
                number(rates.gopsDense()),
                number(rates.gopsEffective()),
                number(rates.intensity().map(Rates.Intensity::dense)),
                number(rates.intensity().map(Rates.Intensity::effective)),
                number(energy.map(Rates.EnergyRates::averagePowerMw)),
                number(energy.map(Rates.EnergyRates::topsPerWattDense)),
                number(energy.map(Rates.EnergyRates::topsPerWattEffective)),
                number(energy.map(Rates.EnergyRates::edpPjNs)),
                number(energy.map(Rates.EnergyRates::energyPerImagePj)));
    }

    private static JsonValue number(Optional<Double> value) {
        return value.map(PointRunner::number).orElse(JsonValue.NULL);
    }

    /** In the order of {@link Columns#TOKENS}; nothing of a phase that is not run, and nothing of what is no language model. */
    private static List<JsonValue> tokens(RunResult run) {
        Map<String, Object> rates = run.tokenRates().map(TokenRates::byName).orElse(Map.of());
        boolean partial = run.totals().energy().isPartial();
        return Columns.TOKENS.stream()
                .map(figure -> !(partial && figure.endsWith("J")) && rates.get(figure) instanceof Double value
                        ? number(value)
                        : JsonValue.NULL)
                .toList();
    }

    /** In the order of {@link Columns#RATIOS}. */
    private static List<JsonValue> ratios(Comparison comparison) {
        Alpha alpha = comparison.alpha();
        Alpha ppr = comparison.ppr();
        return DoubleStream.of(
                        comparison.beta(),
                        comparison.energyRatio(),
                        comparison.storageRatio(),
                        alpha.params(),
                        alpha.macsWeights(),
                        alpha.macsWeightsActivations(),
                        ppr.params(),
                        ppr.macsWeights(),
                        ppr.macsWeightsActivations())
                .mapToObj(PointRunner::number)
                .toList();
    }

    /** A ratio over nothing has no value. */
    private static JsonValue number(double value) {
        return Double.isFinite(value) ? JSON.createValue(ShortestDecimal.of(value)) : JsonValue.NULL;
    }

    /** @param workloads whose cells are in the row already */
    private void end(JsonArrayBuilder row, int workloads, PointStatus status, String reason) {
        for (int i = workloads; i < columns.workloads().size(); i++) {
            pad(row, columns.figures(i).size());
        }
        row.add(status.jsonName());
        if (reason.isEmpty()) {
            row.addNull();
        } else {
            row.add(reason);
        }
    }

    private static void pad(JsonArrayBuilder row, int cells) {
        for (int i = 0; i < cells; i++) {
            row.addNull();
        }
    }
}
