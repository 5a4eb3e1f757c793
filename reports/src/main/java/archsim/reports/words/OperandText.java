package archsim.reports.words;

import archsim.base.RootLocale;
import archsim.engine.plan.ZeroInputs;
import archsim.engine.run.result.LayerResult;
import archsim.engine.run.result.Operands;
import archsim.engine.run.result.RunResult;
import archsim.engine.run.result.SimulationResult;
import archsim.workloads.InputOrigin;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What the operands of a result are, in words. */
public final class OperandText {

    private OperandText() {}

    /** To follow the name of the machine: which runs met no zero input where zeros would have paid; else empty. */
    public static String missedZeros(SimulationResult result) {
        List<RunResult> dense = result.runs().stream()
                .filter(run -> run.layers().stream().anyMatch(layer -> layer.operands().missesZeros()))
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
                ? run.workload()
                : RootLocale.format("%s (%d of %d layers)", run.workload(), dense, run.layers().size());
    }

    /** One sentence on where the zeros among the inputs come from. */
    public static String inputs(SimulationResult result) {
        return "Inputs (measured on samples, stated in the configuration, or dense: all present): "
                + result.runs().stream()
                        .map(run -> run.workload() + " " + origins(run))
                        .collect(Collectors.joining(", "));
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
                parts.add(RootLocale.format("%s in %d layers", origin.jsonName(), layers));
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
                        run.workload(), widths(run)))
                .toList();
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
