package archsim.workloads.language;

import archsim.workloads.Layer;
import archsim.workloads.LayerKind;
import archsim.workloads.LayerShape;
import archsim.workloads.imports.transformer.PlacedLayer;
import archsim.workloads.imports.transformer.PlacedLayer.Operand;
import archsim.workloads.imports.transformer.Routing;
import archsim.workloads.imports.transformer.TokenPass;
import archsim.workloads.imports.transformer.Transformer;
import archsim.workloads.language.RepeatedLayer.Behind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a batch of sequences asks of a language model: a prompt, tokens that are generated behind it, or both.
 *
 * <p>Every pass over the model is laid out, and layers of one shape and one place in their block become one: blocks of equal
 * layers, experts of as many tokens, and tokens that meet the same weights. Nothing is sampled: the sum is that of all passes,
 * token by token. The output head is run on the last token of a prompt only. Products of activations, which share nothing between
 * sequences, are laid out for as many sequences at once as a mask can hold.
 *
 * @param model as its configuration describes it
 * @param batch sequences
 * @param prefill the prompt, if it is run
 * @param decode the tokens generated, if any are
 * @param routing of tokens to experts
 */
public record LanguageRun(
        Transformer model, int batch, Optional<Prefill> prefill, Optional<Decode> decode, Routing routing) {

    /** Largest, difference, exponential, sum and quotient of each number. */
    private static final long OPERATIONS_OF_SOFTMAX = 5;

    public LanguageRun {
        if (prefill.isEmpty() && decode.isEmpty()) {
            throw new IllegalArgumentException("a language model needs prefill or decode");
        }
        if (batch < 1) {
            throw new IllegalArgumentException("batch must be at least 1, was " + batch);
        }
    }

    /** Tokens of all sequences. */
    public long tokens() {
        return tokens(batch, prefill, decode);
    }

    /** Tokens of all {@code batch} sequences. */
    public static long tokens(int batch, Optional<Prefill> prefill, Optional<Decode> decode) {
        long each = (long) prefill.map(Prefill::tokens).orElse(0)
                + decode.map(Decode::count).orElse(0);
        return batch * each;
    }

    private int prefillTokens() {
        return prefill.map(Prefill::tokens).orElse(0);
    }

    /** Positions of a sequence at its end. */
    public int lastPosition() {
        return decode.map(said -> said.context() + said.count() - 1).orElseGet(this::prefillTokens);
    }

    /** The layers, each once for all that are equal to it, in the order in which the first of them is run. */
    public List<RepeatedLayer> layers() {
        var merged = new Merged();
        prefill.ifPresent(said -> {
            TokenPass pass = TokenPass.prefill(said.tokens())
                    .inCausalBlocks(said.causalBlock().orElse(0));
            merged.add(Phase.PREFILL, model.placed(pass.withHeadOnLastOnly(), routing, 0, batch));
        });
        decode.ifPresent(said -> {
            for (int i = 0; i < said.count(); i++) {
                long before = Math.multiplyExact((long) batch, prefillTokens() + i);
                merged.add(Phase.DECODE, model.placed(TokenPass.decode(said.context() + i), routing, before, batch));
            }
        });
        return merged.layers();
    }

    /** What the run does beside {@code layers}, which are its own: 5 operations for each score, and for each token to choose from. */
    public LeftOut leftOut(List<RepeatedLayer> layers) {
        var operations = new LinkedHashMap<String, Long>();
        long scores = layers.stream()
                .filter(layer -> layer.drawnAs().endsWith("scores"))
                .mapToLong(layer ->
                        layer.layer().shape().outputs() * layer.repeat().times())
                .sum();
        operations.put("softmax", OPERATIONS_OF_SOFTMAX * scores);
        model.otherOperations().forEach((name, each) -> operations.put(name, Math.multiplyExact(each, tokens())));
        long chosen = model.isDecoder()
                ? (prefill.isPresent() ? 1L : 0L) + decode.map(Decode::count).orElse(0)
                : 0;
        operations.put("sampling", OPERATIONS_OF_SOFTMAX * chosen * batch * model.vocabulary());
        long macs = layers.stream()
                .mapToLong(layer -> Math.multiplyExact(
                        layer.layer().shape().macs(), layer.repeat().times()))
                .reduce(0, Math::addExact);
        return new LeftOut(operations, macs);
    }

    private record Kind(Phase phase, String pattern, int variant, LayerShape shape) {}

    /** A kind's first layer and how many there are. */
    private static final class Tally {

        private final PlacedLayer first;
        private final Map<Kind, Long> behind = new LinkedHashMap<>();
        private long times;
        private long stored;

        private Tally(PlacedLayer first) {
            this.first = first;
        }

        /** Whether the outputs go two ways, so that it becomes two layers. */
        private boolean isMixed() {
            return first.cached() > 0 && first.cached() < first.layer().shape().k();
        }
    }

    private final class Merged {

        private final Map<Kind, Tally> tallies = new LinkedHashMap<>();
        private final Set<String> stored = new HashSet<>();
        private final Map<String, Set<Kind>> kinds = new HashMap<>();
        private Optional<Kind> last = Optional.empty();

        private void add(Phase phase, List<PlacedLayer> pass) {
            for (PlacedLayer placed : pass) {
                var kind = new Kind(
                        phase,
                        placed.pattern(),
                        placed.variant(),
                        placed.layer().shape());
                Tally tally = tallies.computeIfAbsent(kind, unused -> new Tally(placed));
                kinds.computeIfAbsent(phase + placed.pattern(), unused -> new HashSet<>())
                        .add(kind);
                tally.times++;
                last.ifPresent(before -> tally.behind.merge(before, 1L, Long::sum));
                last = Optional.of(kind);
                boolean weights = placed.operand() == Operand.WEIGHTS;
                if (weights
                        && !stored.contains(placed.storedAs())
                        && stored.add(placed.layer().name())) {
                    tally.stored++;
                }
            }
        }

        private List<RepeatedLayer> layers() {
            var layers = new ArrayList<RepeatedLayer>();
            Map<Kind, Integer> ends = ends();
            tallies.forEach((kind, tally) -> addTo(layers, kind, tally, ends));
            return layers;
        }

        /** Of each kind the place of its last layer. */
        private Map<Kind, Integer> ends() {
            var ends = new HashMap<Kind, Integer>();
            int next = 0;
            for (Map.Entry<Kind, Tally> entry : tallies.entrySet()) {
                next += entry.getValue().isMixed() ? 2 : 1;
                ends.put(entry.getKey(), next - 1);
            }
            return ends;
        }

        private void addTo(List<RepeatedLayer> layers, Kind kind, Tally tally, Map<Kind, Integer> ends) {
            boolean both = prefill.isPresent() && decode.isPresent();
            boolean several = kinds.get(kind.phase() + kind.pattern()).size() > 1;
            String name = (both ? kind.phase().jsonName() + "/" : "")
                    + kind.pattern()
                    + (several ? "@" + kind.variant() : "");
            PlacedLayer first = tally.first;
            int atOnce = sequencesAtOnce(first.layer());
            Layer batched = first.perSequence() ? first.layer().withBatch(atOnce) : first.layer();
            long passes = first.perSequence() ? batch / atOnce : 1;
            var repeat = new Repeat(kind.phase(), Math.multiplyExact(tally.times, passes), tally.stored);
            int outputs = batched.shape().k();
            List<Behind> behind = tally.behind.entrySet().stream()
                    .map(entry -> new Behind(ends.get(entry.getKey()), entry.getValue()))
                    .toList();
            if (!tally.isMixed()) {
                layers.add(part(
                        name, kind.pattern(), batched, atOnce, repeat, first, outputs, first.cached() > 0, behind));
                return;
            }
            layers.add(part(
                    name + ".q",
                    kind.pattern() + ".q",
                    batched,
                    atOnce,
                    repeat,
                    first,
                    outputs - first.cached(),
                    false,
                    behind));
            var queries = new Behind(layers.size() - 1, repeat.times());
            layers.add(part(
                    name + ".kv",
                    kind.pattern() + ".kv",
                    batched,
                    atOnce,
                    repeat,
                    first,
                    first.cached(),
                    true,
                    List.of(queries)));
        }

        /** The largest equal part of the batch whose products of activations a mask can hold; the whole batch of other layers. */
        private int sequencesAtOnce(Layer layer) {
            int atOnce = batch;
            while (!layer.hasParameters() && atOnce > 1 && (batch % atOnce != 0 || layer.isTooLargeFor(atOnce))) {
                atOnce--;
            }
            return atOnce;
        }

        /** The layer with {@code filters} of its outputs: queries, keys and values of one matrix go different ways. */
        private static RepeatedLayer part(
                String name,
                String drawnAs,
                Layer layer,
                int sequences,
                Repeat repeat,
                PlacedLayer placed,
                int filters,
                boolean cachesOutputs,
                List<Behind> behind) {
            LayerShape shape = layer.shape();
            var cut = new LayerShape(shape.n(), shape.c(), filters, shape.rows(), shape.columns(), shape.groups());
            LayerKind kind = layer.kind();
            return new RepeatedLayer(
                    new Layer(name, cut, kind, Optional.empty()),
                    sequences,
                    drawnAs,
                    repeat,
                    placed.operand(),
                    cachesOutputs,
                    behind);
        }
    }
}
