package archsim.workloads.language;

import archsim.base.Problems;
import archsim.workloads.Layer;
import archsim.workloads.imports.transformer.Transformer;
import archsim.workloads.network.Network;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * The run of a language model, laid out.
 *
 * @param facts of the run on any machine
 * @param layers each standing for all that are equal to it
 */
public record Language(LanguageFacts facts, List<RepeatedLayer> layers) {

    public Language {
        layers = List.copyOf(layers);
    }

    /**
     * Lays a run out.
     *
     * @param cacheBits of a number of keys and values
     * @param routing of tokens to experts
     * @param problems gets a fault for each layer that is too large, and for what the model cannot do
     * @param pointer of the workload
     * @return empty if there are faults
     */
    public static Optional<Language> of(
            LanguageModel model,
            int batch,
            Optional<Prefill> prefill,
            Optional<Decode> decode,
            int cacheBits,
            StatedRouting routing,
            Problems problems,
            String pointer) {
        int before = problems.count();
        check(model.transformer(), prefill, decode, problems, pointer);
        checkSize(model.transformer(), batch, prefill, problems, pointer);
        if (problems.count() > before) {
            return Optional.empty();
        }
        var counted = new CountedRouting(routing.routing());
        try {
            var run = new LanguageRun(model.transformer(), batch, prefill, decode, counted);
            List<RepeatedLayer> layers = run.layers();
            for (RepeatedLayer layer : layers) {
                if (layer.layer().shape().isTooLarge()) {
                    problems.add(
                            pointer,
                            "must leave %s fewer than 2^31 weights, inputs and outputs: take fewer tokens or sequences",
                            layer.layer().name());
                }
            }
            List<String> assumptions = assumptions(model.transformer(), run, routing, layers);
            var facts = LanguageFacts.of(model, run, layers, counted, cacheBits, assumptions);
            return problems.count() > before ? Optional.empty() : Optional.of(new Language(facts, layers));
        } catch (ArithmeticException | IllegalArgumentException e) {
            problems.add(pointer, "makes layers that are too large: take fewer tokens or sequences");
            return Optional.empty();
        }
    }

    /** The layers on one sequence, one for each name that densities are given by. */
    public Network network() {
        var byName = new LinkedHashMap<String, Layer>();
        for (RepeatedLayer layer : layers) {
            Layer batched = layer.layer();
            byName.putIfAbsent(
                    layer.drawnAs(),
                    new Layer(layer.drawnAs(), batched.shape().withBatch(1), batched.kind(), batched.pooling()));
        }
        return new Network(
                facts.model(), facts.model(), "none", List.copyOf(byName.values()), List.of(), "its configuration");
    }

    private static void check(
            Transformer model, Optional<Prefill> prefill, Optional<Decode> decode, Problems problems, String pointer) {
        if (decode.isPresent() && !model.isDecoder()) {
            problems.add(pointer + "/decode", "must be left out: an encoder generates nothing");
        }
        if (prefill.isPresent() && prefill.get().causalBlock().isPresent() && !model.isDecoder()) {
            problems.add(
                    pointer + "/prefill/causalBlock",
                    "must be left out: in an encoder every token attends to every other");
        }
        int most = model.positions();
        if (most > 0 && prefill.isPresent() && prefill.get().tokens() > most) {
            problems.add(
                    pointer + "/prefill/tokens",
                    "must be at most %d, the positions that the model knows, was %d",
                    most,
                    prefill.get().tokens());
        }
        if (decode.isPresent()
                && most > 0
                && decode.get().context() + decode.get().count() - 1 > most) {
            problems.add(
                    pointer + "/decode",
                    "must end at position %d, the last that the model knows, was %d",
                    most,
                    decode.get().context() + decode.get().count() - 1);
        }
        if (decode.isPresent()
                && prefill.isPresent()
                && decode.get().context() < prefill.get().tokens()) {
            problems.add(
                    pointer + "/decode/context",
                    "must be at least the %d tokens of the prompt, was %d",
                    prefill.get().tokens(),
                    decode.get().context());
        }
    }

    /** Before anything is laid out, so that huge numbers take no time. */
    private static void checkSize(
            Transformer model, int batch, Optional<Prefill> prefill, Problems problems, String pointer) {
        long inputs = (long) batch * prefill.map(Prefill::tokens).orElse(1) * model.hidden();
        if (inputs > Integer.MAX_VALUE) {
            problems.add(
                    pointer,
                    "must leave each layer fewer than 2^31 weights, inputs and outputs: take fewer tokens or"
                            + " sequences");
        }
    }

    private static List<String> assumptions(
            Transformer model, LanguageRun run, StatedRouting routing, List<RepeatedLayer> layers) {
        var sentences = new ArrayList<String>();
        sentences.add(
                "no weights are read: masks are drawn at the stated density, one for all blocks and experts of a kind");
        long times = layers.stream().mapToLong(layer -> layer.repeat().times()).sum();
        sentences.add("equal layers are simulated once and counted as often as they are run: " + layers.size() + " for "
                + times);
        layers.stream()
                .mapToInt(RepeatedLayer::sequences)
                .filter(sequences -> sequences < run.batch())
                .min()
                .ifPresent(sequences ->
                        sentences.add("scores and contexts of all sequences are too large to be simulated at once: "
                                + sequences + " sequences at a time, counted as often as that takes"));
        run.prefill().ifPresent(said -> {
            sentences.add(
                    model.isDecoder()
                            ? "the output head is run on the last token of the prompt only"
                            : "an encoder has no output head here; its pooler is not run");
            if (model.isDecoder()) {
                sentences.add(
                        said.causalBlock().isPresent()
                                ? "the causal mask is exploited in blocks of "
                                        + said.causalBlock().getAsInt()
                                        + " queries, each with the keys up to its last"
                                : "the causal mask is not exploited: all pairs of the prompt are multiplied");
            }
        });
        run.decode()
                .ifPresent(said -> sentences.add(
                        "a new token attends to the stated context, its own position included, the next one to"
                                + " one more; keys and values belong to their sequence, weights are read once for"
                                + " the batch"));
        if (model.isMixture()) {
            sentences.add(routing.sentence());
        }
        if (model.latent().isPresent()) {
            sentences.add(
                    "latent attention: keys and values of a prompt are expanded, of generated tokens absorbed into"
                            + " query and context; the latent vectors are read once for the scores and once for the"
                            + " context");
        }
        return sentences;
    }
}
