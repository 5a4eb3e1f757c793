package archsim.engine.run.result;

import archsim.energy.ActionCounts;
import archsim.workloads.InputOrigin;
import archsim.workloads.language.LanguageFacts;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One workload on one machine.
 *
 * @param accuracy of the workload's model on its test set, 0 to 1, where it is known
 * @param totals sum of the layers
 * @param language what is known of a language model's run on any machine
 */
public record RunResult(
        String workload,
        String accelerator,
        OptionalDouble accuracy,
        Metrics totals,
        List<LayerResult> layers,
        Optional<LanguageFacts> language) {

    public RunResult {
        layers = List.copyOf(layers);
    }

    /** A run of anything but a language model. */
    public RunResult(
            String workload, String accelerator, OptionalDouble accuracy, Metrics totals, List<LayerResult> layers) {
        this(workload, accelerator, accuracy, totals, layers, Optional.empty());
    }

    /** The same run under another name. */
    public RunResult named(String other) {
        return new RunResult(other, accelerator, accuracy, totals, layers, language);
    }

    /** What a language model's run gives for its tokens. */
    public Optional<TokenRates> tokenRates() {
        return language.map(facts -> TokenRates.of(facts, layers));
    }

    /** Where the zeros of its inputs come from: as little certain as those of its least certain layer. */
    public InputOrigin inputs() {
        return layers.stream()
                .map(layer -> layer.operands().inputs())
                .reduce(InputOrigin.MEASURED, InputOrigin::weaker);
    }

    /** What it gains from weights that are fetched early; absent of a run whose layers do not overlap. */
    public Optional<Overlapped> overlapped() {
        return layers.stream().flatMap(layer -> layer.overlapped().stream()).reduce(Overlapped::plus);
    }

    /** Images of the batch that it took. */
    public int images() {
        return language.map(LanguageFacts::batch).orElseGet(() -> layers.stream()
                .mapToInt(layer -> layer.operands().batch())
                .max()
                .orElse(1));
    }

    /** What it gives for its time and its energy. */
    public Rates rates() {
        return Rates.of(totals, images());
    }

    /** All that its layers counted. */
    public ActionCounts counts() {
        var counts = new ActionCounts();
        layers.forEach(layer -> counts.addAll(ActionCounts.of(layer.actions())));
        return counts;
    }

    /** The run of {@code layers}, one after the other, of unknown accuracy. */
    public static RunResult of(String workload, String accelerator, List<LayerResult> layers) {
        return of(workload, accelerator, OptionalDouble.empty(), layers);
    }

    /** The run of {@code layers}, one after the other. */
    public static RunResult of(String workload, String accelerator, OptionalDouble accuracy, List<LayerResult> layers) {
        return of(workload, accelerator, accuracy, layers, Optional.empty());
    }

    /** The same of a language model, if {@code language} is there. */
    public static RunResult of(
            String workload,
            String accelerator,
            OptionalDouble accuracy,
            List<LayerResult> layers,
            Optional<LanguageFacts> language) {
        Metrics totals =
                layers.stream().map(LayerResult::metrics).reduce(Metrics::then).orElseThrow();
        return new RunResult(workload, accelerator, accuracy, totals, layers, language);
    }
}
