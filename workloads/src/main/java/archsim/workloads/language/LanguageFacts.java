package archsim.workloads.language;

import archsim.workloads.imports.transformer.Transformer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a run of a language model is on any machine.
 *
 * @param model its name
 * @param parameters all that training found, embeddings included
 * @param activeParameters those that one token meets
 * @param batch sequences
 * @param prefill the prompt, if it is run
 * @param decode the tokens generated, if any are
 * @param cacheBits of a number of keys and values
 * @param cacheBytesPerToken of keys and values, all blocks
 * @param cacheBytes of all sequences at the end of the run
 * @param busiestExpertShare of the tokens that a block sends to its experts, the largest share of one expert in any block; empty
 *     without experts
 * @param busiestExpertOverMean the same over the share of a mean expert
 * @param expertGini Gini index of the tokens of a block's experts, the mean of all blocks; empty without experts
 * @param leftOut operations that are not simulated, by what they are for
 * @param leftOutShare of all operations, 0 to 1
 * @param assumptions in sentences
 */
public record LanguageFacts(
        String model,
        long parameters,
        long activeParameters,
        int batch,
        Optional<Prefill> prefill,
        Optional<Decode> decode,
        int cacheBits,
        long cacheBytesPerToken,
        long cacheBytes,
        OptionalDouble busiestExpertShare,
        OptionalDouble busiestExpertOverMean,
        OptionalDouble expertGini,
        Map<String, Long> leftOut,
        double leftOutShare,
        List<String> assumptions) {

    public LanguageFacts {
        assumptions = List.copyOf(assumptions);
    }

    /** Tokens of all sequences. */
    public long tokens() {
        return (long) batch
                * (prefill.map(Prefill::tokens).orElse(0)
                        + decode.map(Decode::count).orElse(0));
    }

    static LanguageFacts of(
            LanguageModel model,
            LanguageRun run,
            List<RepeatedLayer> layers,
            CountedRouting routing,
            int cacheBits,
            List<String> assumptions) {
        Transformer transformer = model.transformer();
        LeftOut leftOut = run.leftOut(layers);
        return new LanguageFacts(
                model.name(),
                transformer.parameters(),
                transformer.activeParameters(),
                run.batch(),
                run.prefill(),
                run.decode(),
                cacheBits,
                transformer.cacheBytes(1, cacheBits),
                Math.multiplyExact(run.batch(), transformer.cacheBytes(run.lastPosition(), cacheBits)),
                routing.busiestShare(),
                routing.busiestOverMean(),
                routing.gini(),
                leftOut.operations(),
                leftOut.share(),
                assumptions);
    }
}
