package archsim.engine.run.result;

import archsim.workloads.language.Decode;
import archsim.workloads.language.LanguageFacts;
import archsim.workloads.language.Phase;
import archsim.workloads.language.Prefill;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a language model's run gives for its tokens; layers run one after the other.
 *
 * @param batch sequences
 * @param prefill what the prompt took: its end is the time to the first token
 * @param decode what the tokens took that were generated
 */
public record TokenRates(int batch, Optional<PhaseCost> prefill, Optional<PhaseCost> decode) {

    private static final double NS_A_SECOND = 1e9;
    private static final double PJ_A_JOULE = 1e12;

    /**
     * What a phase took.
     *
     * @param tokens of all sequences
     * @param macs multiply-accumulates of the dense layers
     * @param energyPj of what is priced
     */
    public record PhaseCost(long tokens, long macs, double timeNs, double energyPj) {

        private static PhaseCost of(Phase phase, long tokens, List<LayerResult> layers) {
            long macs = 0;
            double timeNs = 0;
            double energyPj = 0;
            for (LayerResult layer : layers) {
                if (layer.repeat().filter(repeat -> repeat.phase() == phase).isPresent()) {
                    macs = Math.addExact(macs, layer.metrics().macs());
                    timeNs += layer.metrics().timeNs();
                    energyPj += layer.metrics().energy().totalPj();
                }
            }
            return new PhaseCost(tokens, macs, timeNs, energyPj);
        }

        private Map<String, Object> byName() {
            var tree = new LinkedHashMap<String, Object>();
            tree.put("tokens", tokens);
            tree.put("macs", macs);
            tree.put("timeNs", timeNs);
            tree.put("energyPj", energyPj);
            return tree;
        }
    }

    /** The rates of {@code layers}, each of which says its phase. */
    public static TokenRates of(LanguageFacts facts, List<LayerResult> layers) {
        long batch = facts.batch();
        return new TokenRates(
                facts.batch(),
                facts.prefill().map(Prefill::tokens).map(tokens -> PhaseCost.of(Phase.PREFILL, batch * tokens, layers)),
                facts.decode().map(Decode::count).map(tokens -> PhaseCost.of(Phase.DECODE, batch * tokens, layers)));
    }

    /** From the start of the prompt to the first token, which its last position gives. */
    public Optional<Double> timeToFirstTokenNs() {
        return prefill.map(PhaseCost::timeNs);
    }

    /** From one token of a sequence to the next. */
    public Optional<Double> timePerTokenNs() {
        return decode.map(cost -> cost.timeNs() * batch / cost.tokens());
    }

    /** Generated tokens of all sequences a second. */
    public Optional<Double> tokensPerSecond() {
        return decode.filter(cost -> cost.timeNs() > 0).map(cost -> cost.tokens() * NS_A_SECOND / cost.timeNs());
    }

    /** Energy of a generated token. */
    public Optional<Double> joulesPerToken() {
        return decode.map(cost -> cost.energyPj() / PJ_A_JOULE / cost.tokens());
    }

    /** Energy of the whole prompt of one sequence. */
    public Optional<Double> joulesToFirstToken() {
        return prefill.map(cost -> cost.energyPj() / PJ_A_JOULE / batch);
    }

    /** The rates by name, in fixed order; those of a phase that is not run are left out. */
    public Map<String, Object> byName() {
        var tree = new LinkedHashMap<String, Object>();
        prefill.ifPresent(cost -> tree.put("prefill", cost.byName()));
        decode.ifPresent(cost -> tree.put("decode", cost.byName()));
        timeToFirstTokenNs().ifPresent(ns -> tree.put("timeToFirstTokenNs", ns));
        joulesToFirstToken().ifPresent(joules -> tree.put("energyToFirstTokenJ", joules));
        timePerTokenNs().ifPresent(ns -> tree.put("timePerTokenNs", ns));
        tokensPerSecond().ifPresent(rate -> tree.put("tokensPerSecond", rate));
        joulesPerToken().ifPresent(joules -> tree.put("energyPerTokenJ", joules));
        return tree;
    }
}
