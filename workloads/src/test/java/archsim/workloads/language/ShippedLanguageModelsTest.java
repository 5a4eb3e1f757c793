package archsim.workloads.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import archsim.workloads.imports.transformer.Routing;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The language models that ship, held against published counts (parameters to the last digit where their authors give them)
 * and against counts by other programs: multiply-accumulates of a prompt of 512 with all pairs and causal, of a token that
 * attends to 2,048 (GPT-2: 1,024), numbers that a cache keeps of a token.
 */
class ShippedLanguageModelsTest {

    static LanguageModel model(String name) {
        return LanguageModel.find(name).orElseThrow();
    }

    private static LanguageRun prompt(String name, OptionalInt causalBlock) {
        return new LanguageRun(
                model(name).transformer(),
                1,
                Optional.of(new Prefill(512, causalBlock)),
                Optional.empty(),
                Routing.EVEN);
    }

    private static LanguageRun token(String name, int context) {
        return new LanguageRun(
                model(name).transformer(),
                1,
                Optional.empty(),
                Optional.of(new Decode(context, OptionalInt.empty())),
                Routing.EVEN);
    }

    private static long macs(LanguageRun run) {
        return run.leftOut(run.layers()).macs();
    }

    /** 256 x 32 heads x 512 x 512 = 2^31 scores are one more than a mask holds; 128 sequences are half of that. */
    @Test
    void productsOfTooLargeABatchAreLaidOutInEqualParts() {
        LanguageRun one = prompt("llama-3.2-1b", OptionalInt.empty());
        var run = new LanguageRun(one.model(), 256, one.prefill(), Optional.empty(), Routing.EVEN);
        List<RepeatedLayer> layers = run.layers();
        assertThat(layers)
                .filteredOn(layer -> layer.sequences() == 128)
                .extracting(RepeatedLayer::drawnAs, layer -> layer.repeat().times())
                .containsExactly(
                        tuple("model.layers.*.self_attn.scores", 2L * 16),
                        tuple("model.layers.*.self_attn.context", 2L * 16));
        assertThat(layers).filteredOn(layer -> layer.sequences() == 256).hasSize(8);
        assertThat(macs(run)).isEqualTo(256 * macs(one));
    }

    /**
     * Of 16 blocks of 7 matrices, scores and context, and a head: 15 blocks begin behind the last matrix of another; the head is
     * behind that of the last block. Only the very first layer is behind nothing.
     */
    @Test
    void layersKnowWhatTheyAreRunBehind() {
        List<RepeatedLayer> layers = prompt("llama-3.2-1b", OptionalInt.empty()).layers();
        var names = layers.stream().map(RepeatedLayer::drawnAs).toList();
        int down = names.indexOf("model.layers.*.mlp.down_proj");
        int query = names.indexOf("model.layers.*.self_attn.q_proj");
        assertThat(layers.get(query).behind()).containsExactly(new RepeatedLayer.Behind(down, 15));
        assertThat(layers.get(down).behind()).containsExactly(new RepeatedLayer.Behind(down - 1, 16));
        assertThat(layers.get(layers.size() - 1).behind()).containsExactly(new RepeatedLayer.Behind(down, 1));
        assertThat(layers.stream()
                        .flatMap(layer -> layer.behind().stream())
                        .mapToLong(RepeatedLayer.Behind::times)
                        .sum())
                .isEqualTo(16 * 9);
    }

    /** Queries, keys and values of GPT-2's 12 blocks are one matrix, which becomes two layers. */
    @Test
    void keysAndValuesOfAMatrixAreRunBehindItsQueries() {
        List<RepeatedLayer> layers = prompt("gpt2", OptionalInt.empty()).layers();
        assertThat(layers.get(0).drawnAs()).endsWith(".q");
        assertThat(layers.get(0).behind())
                .extracting(RepeatedLayer.Behind::times)
                .containsExactly(11L);
        assertThat(layers.get(1).behind()).containsExactly(new RepeatedLayer.Behind(0, 12));
        assertThat(layers.get(2).behind()).containsExactly(new RepeatedLayer.Behind(1, 12));
    }

    @Test
    void allOfThemAreHeldAgainstCounts() {
        assertThat(LanguageModel.SHIPPED.names())
                .containsExactly(
                        "bert-base",
                        "deepseek-v3",
                        "gpt2",
                        "llama-3-8b",
                        "llama-3.2-1b",
                        "mixtral-8x7b",
                        "qwen3-30b-a3b");
    }

    @ParameterizedTest
    @CsvSource({
        "llama-3-8b, 8030261248, 8030261248, 65536",
        "llama-3.2-1b, 1235814400, 1235814400, 16384",
        "qwen3-30b-a3b, 30532122624, 3353032704, 49152",
        "mixtral-8x7b, 46702792704, 12879925248, 65536",
        "deepseek-v3, 671026419200, 37552297472, 35136",
        "gpt2, 124439808, 124439808, 18432",
        "bert-base, 109482240, 109482240, 0"
    })
    void parametersAreThosePublished(String name, long parameters, long active, long cached) {
        assertThat(model(name).transformer().parameters()).isEqualTo(parameters);
        assertThat(model(name).transformer().activeParameters()).isEqualTo(active);
        assertThat(model(name).transformer().cacheBytes(1, 8)).isEqualTo(cached);
    }

    @ParameterizedTest
    @CsvSource({
        "llama-3-8b, 3642657603584, 3608364974080",
        "llama-3.2-1b, 515658743808, 507085586432",
        "qwen3-30b-a3b, 1501402234880, 1449963290624",
        "mixtral-8x7b, 6529018232832, 6494725603328",
        "deepseek-v3, 18933243183104, 18606391558144",
        "gpt2, 48356979456, 45945778944"
    })
    void aPromptHasItsMultiplications(String name, long full, long causal) {
        assertThat(macs(prompt(name, OptionalInt.empty()))).isEqualTo(full);
        assertThat(macs(prompt(name, OptionalInt.of(1)))).isEqualTo(causal);
        assertThat(macs(prompt(name, OptionalInt.of(512)))).isEqualTo(full);
    }

    @Test
    void anEncodersPromptHasNoHead() {
        assertThat(macs(prompt("bert-base", OptionalInt.empty()))).isEqualTo(48_318_382_080L);
    }

    @ParameterizedTest
    @CsvSource({
        "llama-3-8b, 2048, 8041529344",
        "llama-3.2-1b, 2048, 1369964544",
        "qwen3-30b-a3b, 2048, 3846963200",
        "mixtral-8x7b, 2048, 13285457920",
        "deepseek-v3, 2048, 54022569984",
        "gpt2, 1024, 142406400"
    })
    void aTokenHasItsMultiplications(String name, int context, long decode) {
        assertThat(macs(token(name, context))).isEqualTo(decode);
    }

    /** llama-3-8b: 32 equal blocks of 9 layers and the head; one layer stands for 32. */
    @Test
    void equalBlocksAreOne() {
        List<RepeatedLayer> layers = prompt("llama-3-8b", OptionalInt.empty()).layers();
        assertThat(layers).hasSize(10);
        assertThat(layers.get(0).layer().name()).isEqualTo("model.layers.*.self_attn.q_proj");
        assertThat(layers.get(0).repeat()).isEqualTo(new Repeat(Phase.PREFILL, 32, 32));
        assertThat(layers.get(3).repeat()).isEqualTo(new Repeat(Phase.PREFILL, 32, 0));
    }

    /** The growing context is the sum over its tokens: 3 from 100 on attend to 100, 101 and 102. */
    @Test
    void tokensSumUp() {
        var run = new LanguageRun(
                model("gpt2").transformer(),
                1,
                Optional.empty(),
                Optional.of(new Decode(100, OptionalInt.of(3))),
                Routing.EVEN);
        long each = macs(token("gpt2", 100)) + macs(token("gpt2", 101)) + macs(token("gpt2", 102));
        assertThat(macs(run)).isEqualTo(each);
        assertThat(run.layers().stream().filter(layer -> layer.drawnAs().endsWith("scores")))
                .extracting(layer -> layer.layer().name())
                .containsExactly("h.*.attn.scores@100", "h.*.attn.scores@101", "h.*.attn.scores@102");
    }

    /** Weights of the prompt and of the tokens behind it are the same ones: 6,979,321,856 of the blocks and the head's. */
    @Test
    void weightsAreStoredOnce() {
        var run = new LanguageRun(
                model("llama-3-8b").transformer(),
                1,
                Optional.of(new Prefill(16, OptionalInt.empty())),
                Optional.of(new Decode(17, OptionalInt.of(2))),
                Routing.EVEN);
        long stored = run.layers().stream()
                .mapToLong(layer -> layer.layer().parameters() * layer.repeat().stored())
                .sum();
        assertThat(stored).isEqualTo(6_979_321_856L + 525_336_576L);
    }

    /** Four sequences bring their own keys and values, and share the weights. */
    @Test
    void keysAndValuesBelongToTheirSequence() {
        var run = new LanguageRun(
                model("llama-3-8b").transformer(),
                4,
                Optional.empty(),
                Optional.of(new Decode(64, OptionalInt.empty())),
                Routing.EVEN);
        RepeatedLayer scores = run.layers().get(3);
        assertThat(scores.layer().shape().groups()).isEqualTo(4 * 8);
        assertThat(scores.layer().shape().weights()).isEqualTo(4 * 8 * 64 * 128);
        assertThat(run.layers().get(0).layer().shape().weights()).isEqualTo(4096 * 4096);
        assertThat(macs(run)).isEqualTo(4 * macs(token("llama-3-8b", 64)));
    }

    /** 512 tokens x 8 over 256 experts are 16 for each, in 58 of the 61 blocks: 58 x 256 equal experts. */
    @Test
    void evenRoutingMakesEqualExperts() {
        List<RepeatedLayer> experts = prompt("deepseek-v3", OptionalInt.empty()).layers().stream()
                .filter(layer -> layer.drawnAs().endsWith("experts.*.gate_proj"))
                .toList();
        assertThat(experts).hasSize(1);
        assertThat(experts.get(0).repeat().times()).isEqualTo(58 * 256);
        assertThat(experts.get(0).layer().shape().h()
                        * experts.get(0).layer().shape().w())
                .isEqualTo(16);
    }

    /** Queries, keys and values of one matrix go different ways: 768 outputs and 1,536 that are kept. */
    @Test
    void keysAndValuesOfAFusedLayerAreKept() {
        List<RepeatedLayer> layers = token("gpt2", 8).layers();
        assertThat(layers.get(0).layer().name()).isEqualTo("h.*.attn.c_attn.q");
        assertThat(layers.get(0).cachesOutputs()).isFalse();
        assertThat(layers.get(1).layer().shape().k()).isEqualTo(1536);
        assertThat(layers.get(1).cachesOutputs()).isTrue();
    }
}
