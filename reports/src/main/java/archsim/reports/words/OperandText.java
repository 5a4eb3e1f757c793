package archsim.reports.words;

import archsim.base.RootLocale;
import archsim.energy.Component;
import archsim.engine.plan.ZeroInputs;
import archsim.engine.run.result.LayerResult;
import archsim.engine.run.result.Operands;
import archsim.engine.run.result.RunResult;
import archsim.engine.run.result.SimulationResult;
import archsim.workloads.InputOrigin;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the operands of a result are, in words. */
public final class OperandText {

    private static final int LONGEST_NAME = 60;

    private OperandText() {}

    /** To follow the name of the machine: which runs met no zero input where zeros would have paid; else empty. */
    public static String missedZeros(SimulationResult result) {
        List<RunResult> dense = result.runs().stream()
                .filter(run ->
                        run.layers().stream().anyMatch(layer -> layer.operands().missesZeros()))
                .toList();
        if (dense.isEmpty()) {
            return "";
        }
        boolean skips = dense.stream()
                .flatMap(run -> run.layers().stream())
                .anyMatch(layer -> layer.operands().zeroInputs() == ZeroInputs.SKIPPED);
        return "; on dense inputs, though it " + (skips ? "skips" : "gates") + " zero inputs: "
                + dense.stream().map(OperandText::named).collect(Collectors.joining(", "));
    }

    private static String named(RunResult run) {
        long dense = run.layers().stream()
                .filter(layer -> layer.operands().missesZeros())
                .count();
        return dense == run.layers().size()
                ? name(run)
                : RootLocale.format(
                        "%s (%d of %d layers)", name(run), dense, run.layers().size());
    }

    /** One sentence on where the zeros among the inputs come from. */
    public static String inputs(SimulationResult result) {
        Set<InputOrigin> origins = result.runs().stream()
                .flatMap(run -> run.layers().stream())
                .map(layer -> layer.operands().inputs())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(InputOrigin.class)));
        String meanings = origins.stream().map(OperandText::meaning).collect(Collectors.joining(", "));
        return origins.size() == 1
                ? "Inputs: " + meanings
                : "Inputs (" + meanings + "): "
                        + result.runs().stream()
                                .map(run -> name(run) + " " + origins(run))
                                .collect(Collectors.joining(", "));
    }

    private static String meaning(InputOrigin origin) {
        return switch (origin) {
            case MEASURED -> "measured on samples";
            case STATED -> "stated in the configuration";
            case DENSE -> "dense: all present";
        };
    }

    private static String name(RunResult run) {
        return FittedText.shortened(run.workload(), LONGEST_NAME);
    }

    private static String origins(RunResult run) {
        var parts = new ArrayList<String>();
        for (InputOrigin origin : InputOrigin.values()) {
            long layers = run.layers().stream()
                    .filter(layer -> layer.operands().inputs() == origin)
                    .count();
            if (layers == run.layers().size()) {
                return origin.jsonName();
            }
            if (layers > 0) {
                parts.add(RootLocale.format(
                        "%s in %d of %d layers",
                        origin.jsonName(), layers, run.layers().size()));
            }
        }
        return String.join(" and ", parts);
    }

    /** A sentence for each run whose model has floats. */
    public static List<String> rounded(SimulationResult result) {
        return result.runs().stream()
                .filter(run -> run.layers().stream().map(LayerResult::operands).anyMatch(Operands::rounded))
                .map(run -> RootLocale.format(
                        "Weights of %s are floats, taken to be rounded to %s bits; its accuracy at that width is not known",
                        name(run), widths(run)))
                .toList();
    }

    /** A sentence on scales and conversions, where a run has any. */
    public static List<String> scaled(SimulationResult result) {
        String names = result.runs().stream()
                .filter(run -> run.totals().energy().energyPj().containsKey(Component.SCALING.name()))
                .map(OperandText::name)
                .collect(Collectors.joining(", "));
        return names.isEmpty()
                ? List.of()
                : List.of("Scales and conversions of weights (" + names
                        + ") take energy, but no cycle and no area: the sum"
                        + " of each group is scaled on its way out of the array");
    }

    private static String widths(RunResult run) {
        return run.layers().stream()
                .map(LayerResult::operands)
                .filter(Operands::rounded)
                .map(operands -> String.valueOf(operands.weightBits()))
                .distinct()
                .collect(Collectors.joining(" and "));
    }
}
