package archsim.reports.text;

import archsim.base.table.ResultTable;
import archsim.energy.DataType;
import archsim.energy.EnergyBreakdown;
import archsim.engine.pe.Cause;
import archsim.engine.pe.SlotStack;
import archsim.engine.run.result.LayerResult;
import archsim.engine.run.result.Metrics;
import archsim.engine.run.result.Overlapped;
import archsim.engine.run.result.RunResult;
import archsim.reports.result.LayersCsv;
import archsim.reports.words.Apportionment;
import archsim.reports.words.Scale;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tables about one workload. */
public final class RunTables {

    private static final String ENERGY = "%,.3f";

    private RunTables() {}

    /** Cycles of each layer, simulated and bounded. */
    static ResultTable layers(RunResult run) {
        boolean modes = run.layers().stream().anyMatch(layer -> !layer.mode().isEmpty());
        var table = ResultTable.titled(
                        "Layers (compute: memory never stalls; bound: closed form; gap: cycles over the bound)")
                .text("layer");
        if (modes) {
            table.text("mode");
        }
        table.number("MACs", "%,d")
                .number("kept", "%,d")
                .number("cycles", "%,d")
                .number("compute", "%,d")
                .number("bound", "%,d")
                .number("gap (%)", "%.1f")
                .number("util. (%)", "%.1f");
        for (LayerResult layer : run.layers()) {
            layerRow(table, layer.name(), layer.mode(), modes, layer.metrics());
        }
        layerRow(table, LayersCsv.TOTAL, "", modes, run.totals());
        return table.build();
    }

    private static void layerRow(ResultTable.Builder table, String name, String mode, boolean modes, Metrics metrics) {
        var cells = new ArrayList<Object>();
        cells.add(name);
        if (modes) {
            cells.add(mode);
        }
        cells.addAll(List.of(
                metrics.macs(),
                metrics.macsWeights(),
                metrics.cycles(),
                metrics.computeCycles(),
                metrics.analyticalCycles(),
                metrics.analyticalCycles() == 0
                        ? (Object) "-"
                        : 100.0 * (metrics.cycles() - metrics.analyticalCycles()) / metrics.analyticalCycles(),
                100 * metrics.utilisation()));
        table.row(cells.toArray());
    }

    /**
     * Cycles of each layer by cause, and below them the same in per cent.
     *
     * <p>A cause's cycles are its slots over the multipliers, in whole numbers that sum to the cycles. Causes without
     * a slot in any layer are left out. Where layers overlap, the last column has what they take less than each by itself.
     */
    public static ResultTable cycleStack(RunResult run) {
        SlotStack totals = run.totals().slotStack();
        List<Cause> causes = Arrays.stream(Cause.values())
                .filter(cause -> totals.of(cause) > 0)
                .toList();
        boolean overlap = run.overlapped().isPresent();
        var table = ResultTable.titled("Cycle stack (cycles, and per cent below"
                        + (overlap ? "; overlapped: cycles that weights fetched early save, not among them)" : ")"))
                .text("layer")
                .number("cycles", "%,d");
        causes.forEach(cause -> table.number(cause.jsonName(), "%,d"));
        if (overlap) {
            table.number("overlapped", "%,d");
        }
        for (LayerResult layer : run.layers()) {
            stackRows(table, layer.name(), layer.metrics(), layer.overlapped(), causes);
        }
        stackRows(table, LayersCsv.TOTAL, run.totals(), run.overlapped(), causes);
        return table.build();
    }

    private static void stackRows(
            ResultTable.Builder table, String name, Metrics metrics, Optional<Overlapped> overlap, List<Cause> causes) {
        List<Long> slots = causes.stream().map(metrics.slotStack()::of).toList();
        var cycles = new ArrayList<Object>(List.of(name, metrics.cycles()));
        cycles.addAll(Apportionment.divided(slots, metrics.multipliers()));
        overlap.ifPresent(gain -> cycles.add(gain.savedCycles()));
        table.row(cycles.toArray());
        var shares = new ArrayList<Object>(List.of("", "%"));
        slots.forEach(count -> shares.add(percent(count, metrics.slotStack().total())));
        overlap.ifPresent(gain -> shares.add(percent(gain.savedCycles(), metrics.cycles())));
        table.row(shares.toArray());
    }

    /** Energy by component and data type, in a unit in which the total has four digits at most before the point. */
    public static ResultTable energy(RunResult run) {
        EnergyBreakdown energy = run.totals().energy();
        Scale scale = Scale.ofEnergy(energy.totalPj());
        var table = ResultTable.titled("Energy (" + scale.unit() + ")").text("component");
        List<DataType> types = DataTypes.shown(type -> energy.dataTypePj(type) > 0);
        types.forEach(type -> table.number(type.jsonName(), ENERGY));
        table.number("total", ENERGY).number("share (%)", "%.1f");
        energy.energyPj().forEach((component, byType) -> {
            var cells = new ArrayList<Object>(List.of(component));
            types.forEach(type -> cells.add(scaled(scale, byType.getOrDefault(type, 0.0))));
            energyTotals(table, cells, scale, energy.componentPj(component), energy.totalPj());
        });
        var cells = new ArrayList<Object>(List.of(LayersCsv.TOTAL));
        types.forEach(type -> cells.add(scaled(scale, energy.dataTypePj(type))));
        energyTotals(table, cells, scale, energy.totalPj(), energy.totalPj());
        return table.build();
    }

    private static void energyTotals(
            ResultTable.Builder table, List<Object> cells, Scale scale, double pj, double totalPj) {
        cells.add(scale.of(pj));
        cells.add(totalPj == 0 ? (Object) "-" : 100 * pj / totalPj);
        table.row(cells.toArray());
    }

    private static Object scaled(Scale scale, double pj) {
        return pj == 0 ? (Object) "-" : scale.of(pj);
    }

    private static String percent(long count, long total) {
        return count == 0 ? "-" : String.format(Locale.ROOT, "%.1f", 100.0 * count / total);
    }
}
