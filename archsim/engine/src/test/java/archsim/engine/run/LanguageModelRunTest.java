package archsim.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import archsim.base.InvalidInputException;
import archsim.energy.DataType;
import archsim.engine.run.result.LayerResult;
import archsim.engine.run.result.Metrics;
import archsim.engine.run.result.RunResult;
import archsim.engine.run.result.TokenRates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A small model of two blocks: 64 numbers a token, 4 heads of 16, 2 of them for keys and values, 128 tokens to tell apart. */
class LanguageModelRunTest {

    private static final String CONFIG = """
        {"model_type": "llama", "hidden_size": 64, "num_hidden_layers": 2, "num_attention_heads": 4,
         "num_key_value_heads": 2, "intermediate_size": 128, "vocab_size": 128, "tie_word_embeddings": true}\
        """;

    @TempDir
    private Path folder;

    @BeforeEach
    void writeConfig() throws IOException {
        Files.writeString(folder.resolve("config.json"), CONFIG);
    }

    private RunSetup setup(String workload) {
        return setup(workload, "\"systolic\"");
    }

    private RunSetup setup(String workload, String machine) {
        String text = "{\"schemaVersion\": 1, \"accelerator\": " + machine + ", \"memory\": \"lpddr4-2400\","
                + " \"workloads\": [" + workload + "]}";
        return RunSetup.read("run.json", text.replace("MODEL", folder.toString()), Path.of(""), Optional.empty());
    }

    private RunResult run(String workload) {
        return setup(workload).run(0).result();
    }

    private List<String> faults(String workload) {
        return catchThrowableOfType(InvalidInputException.class, () -> setup(workload))
                .lines();
    }

    private static Metrics layer(RunResult run, String name) {
        return run.layers().stream()
                .filter(layer -> layer.name().equals(name))
                .map(LayerResult::metrics)
                .findFirst()
                .orElseThrow();
    }

    /** A growing context costs what its tokens cost one by one: in cycles, bytes and multiplications exactly. */
    @Test
    void layersThatDifferInTheirNamesOnlyAreEqualWhetherOrNotTheirMappingsAreSearchedOnce() {
        RunResult run = run("{\"network\": \"MODEL\", \"prefill\": {\"tokens\": 16}}");
        Metrics query = layer(run, "model.layers.*.self_attn.q_proj");
        assertThat(layer(run, "model.layers.*.self_attn.o_proj")).isEqualTo(query);
        assertThat(layer(run, "model.layers.*.mlp.up_proj")).isEqualTo(layer(run, "model.layers.*.mlp.gate_proj"));
        assertThat(layer(run, "model.layers.*.mlp.gate_proj")).isNotEqualTo(query);
    }

    @Test
    void tokensOneByOneSumUp() {
        RunResult all = run("{\"network\": \"MODEL\", \"decode\": {\"context\": 20, \"tokens\": 3}}");
        long cycles = 0;
        long macs = 0;
        long keysValues = 0;
        double energyPj = 0;
        for (int context = 20; context < 23; context++) {
            Metrics one = run("{\"network\": \"MODEL\", \"decode\": {\"context\": " + context + "}}")
                    .totals();
            cycles += one.cycles();
            macs += one.macs();
            keysValues += one.dramBytes().get(DataType.KEYS_VALUES);
            energyPj += one.energy().totalPj();
        }
        assertThat(all.totals().cycles()).isEqualTo(cycles);
        assertThat(all.totals().macs()).isEqualTo(macs);
        assertThat(all.totals().dramBytes()).containsEntry(DataType.KEYS_VALUES, keysValues);
        assertThat(all.totals().energy().totalPj()).isCloseTo(energyPj, Offset.offset(1e-9 * energyPj));
    }

    /** Two blocks: a layer and its whole are twice what one block's is; weights are stored once, 2 x 64 x 64 of queries. */
    @Test
    void equalBlocksAreRunOnceAndCountedTwice() {
        RunResult run = run("{\"network\": \"MODEL\", \"prefill\": {\"tokens\": 16}}");
        assertThat(run.layers()).hasSize(10);
        Metrics query = layer(run, "model.layers.*.self_attn.q_proj");
        assertThat(query.macs()).isEqualTo(2 * 16 * 64 * 64);
        assertThat(query.weights()).isEqualTo(2 * 64 * 64);
        assertThat(query.slotStack().total()).isEqualTo(query.cycles() * query.multipliers());
        assertThat(run.totals().macs())
                .isEqualTo(run.layers().stream()
                        .mapToLong(layer -> layer.metrics().macs())
                        .sum());
    }

    /** 2,048 positions x 32 numbers of keys: of 8 bits 65,536 bytes in each of two blocks, of 4 bits half of them. */
    @ParameterizedTest
    @CsvSource({"8, 131072", "4, 65536"})
    void keysAreReadInTheirOwnWidth(int bits, long bytes) {
        RunResult run = run("{\"network\": \"MODEL\", \"decode\": {\"context\": 2048}, \"kvBits\": " + bits + "}");
        Metrics scores = layer(run, "model.layers.*.self_attn.scores");
        assertThat(scores.dramBytes())
                .containsEntry(DataType.KEYS_VALUES, bytes)
                .doesNotContainKey(DataType.WEIGHTS);
        assertThat(scores.energy().energyPj().get("weightBuffer")).containsOnlyKeys(DataType.KEYS_VALUES);
    }

    /** 256 tokens x 32 keys, in two blocks: 16,384 bytes of 8 bits, 8,192 of 4; no outputs beside them. */
    @ParameterizedTest
    @CsvSource({"8, 16384", "4, 8192"})
    void keysAreWrittenInTheirOwnWidth(int bits, long bytes) {
        RunResult run = run("{\"network\": \"MODEL\", \"prefill\": {\"tokens\": 256}, \"kvBits\": " + bits + "}");
        Metrics key = layer(run, "model.layers.*.self_attn.k_proj");
        assertThat(key.dramBytes()).containsEntry(DataType.KEYS_VALUES, bytes).doesNotContainKey(DataType.OUTPUTS);
        assertThat(key.energy().energyPj().get("dram").get(DataType.KEYS_VALUES))
                .isPositive();
    }

    /** Each of four sequences reads its own keys and values; the weights are read once for all of them. */
    @Test
    void aBatchSharesWeightsOnly() {
        RunResult one = run("{\"network\": \"MODEL\", \"decode\": {\"context\": 2048}}");
        RunResult four = run("{\"network\": \"MODEL\", \"decode\": {\"context\": 2048}, \"batch\": 4}");
        String scores = "model.layers.*.self_attn.scores";
        assertThat(layer(four, scores).dramBytes().get(DataType.KEYS_VALUES))
                .isEqualTo(4 * layer(one, scores).dramBytes().get(DataType.KEYS_VALUES));
        String up = "model.layers.*.mlp.up_proj";
        assertThat(layer(four, up).dramBytes().get(DataType.WEIGHTS))
                .isEqualTo(layer(one, up).dramBytes().get(DataType.WEIGHTS));
        assertThat(four.images()).isEqualTo(4);
    }

    /** The prompt's end gives the first token; the tokens behind it share the time of decoding. */
    @Test
    void ratesAreThoseOfTheirPhases() {
        RunResult run = run("{\"network\": \"MODEL\", \"prefill\": {\"tokens\": 16}, \"decode\": {\"context\": 17,"
                + " \"tokens\": 4}, \"batch\": 2}");
        TokenRates rates = run.tokenRates().orElseThrow();
        double first = rates.timeToFirstTokenNs().orElseThrow();
        double each = rates.timePerTokenNs().orElseThrow();
        assertThat(first + 4 * each).isCloseTo(run.totals().timeNs(), Offset.offset(1e-6 * first));
        assertThat(rates.tokensPerSecond().orElseThrow()).isCloseTo(2e9 / each, Offset.offset(1e-3));
        assertThat(run.language().orElseThrow().tokens()).isEqualTo(2 * (16 + 4));
        assertThat(run.language().orElseThrow().cacheBytes()).isEqualTo(2L * 20 * 2 * 2 * 2 * 16);
    }

    /** Groups of 32 of 64 inputs: the query's 2 x 64 filters have 256 scales of 16 bits; products of activations have none. */
    @Test
    void statedScalesAreStored() {
        RunResult run = run("{\"network\": \"MODEL\", \"prefill\": {\"tokens\": 16}, \"weightBits\": 4,"
                + " \"weightScales\": {\"groupSize\": 32, \"bits\": 16}}");
        assertThat(layer(run, "model.layers.*.self_attn.q_proj").storage().scales())
                .isEqualTo(2 * 64 * 2 * 16);
        assertThat(layer(run, "model.layers.*.self_attn.scores").storage().scales())
                .isZero();
    }

    /** Shapes tell that there is no room for scales: all 7 matrices and the head are refused, and no mask is drawn. */
    @Test
    void aDescribedMachineRefusesScalesBeforeMasksAreDrawn() {
        String machine = """
                {"schemaVersion": 1, "name": "small", "title": "small", "clockMhz": 1000, "technologyNm": 45,
                 "precision": {"weightBits": 8, "activationBits": 8, "accumulatorBits": 32},
                 "dataflow": {"kind": "loop-nest", "levels": [{"type": "dram", "name": "dram"},
                   {"type": "memory", "name": "buffer", "made": "registers", "words": 65536, "wordBits": 32,
                    "holds": ["weights", "inputs", "outputs"]}]},
                 "source": {"citation": "none", "confidence": "c"}, "assumptions": []}""";
        RunSetup setup = setup(
                "{\"network\": \"MODEL\", \"prefill\": {\"tokens\": 16}, \"weightBits\": 4,"
                        + " \"weightScales\": {\"groupSize\": 32, \"bits\": 16}}",
                machine);
        PlannedWorkload planned = setup.workloads().get(0);
        var undrawable = new PlannedWorkload(
                planned.name(),
                planned.content(),
                "",
                planned.layers(),
                () -> {
                    throw new AssertionError("masks were drawn");
                },
                planned.language());
        var refused = catchThrowableOfType(RefusedLayersException.class, () -> setup.withWorkloads(List.of(undrawable))
                .run(0));
        assertThat(refused.infeasible()).hasSize(8).allSatisfy(layer -> assertThat(layer)
                .hasMessageContaining("scales"));
    }

    /** Of 2 x 16 choices the busiest of 4 experts gets more than 8 if they are uneven, and none the same expert twice. */
    @Test
    void skewedExpertsAreOnTheResult() throws IOException {
        Files.writeString(
                folder.resolve("config.json"),
                CONFIG.replace("\"llama\"", "\"mixtral\", \"num_local_experts\": 4, \"num_experts_per_tok\": 2"));
        RunResult even = run("{\"network\": \"MODEL\", \"prefill\": {\"tokens\": 16}}");
        RunResult skewed = run("{\"network\": \"MODEL\", \"prefill\": {\"tokens\": 16}, \"routing\": {\"gini\": 0.4}}");
        assertThat(even.language().orElseThrow().busiestExpertShare()).hasValue(0.25);
        assertThat(even.language().orElseThrow().expertGini()).hasValue(0);
        assertThat(skewed.language().orElseThrow().busiestExpertShare().orElseThrow())
                .isBetween(0.26, 0.5);
        assertThat(skewed.language().orElseThrow().expertGini().orElseThrow()).isBetween(0.05, 0.5);
        assertThat(skewed.totals().macs()).isEqualTo(even.totals().macs());
        assertThat(skewed.layers().size()).isGreaterThan(even.layers().size());
    }

    @Test
    void masksAreDrawnAtTheStatedDensity() {
        RunResult run =
                run("{\"network\": \"MODEL\", \"prefill\": {\"tokens\": 16}, \"sparsity\": {\"kind\": \"bernoulli\","
                        + " \"weightDensity\": 0.25}}");
        assertThat(layer(run, "model.layers.*.mlp.up_proj").keptWeights()).isEqualTo(2 * 64 * 128 / 4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"network\": \"MODEL\"} | must say what the language model",
                "{\"network\": \"lenet5\", \"prefill\": {\"tokens\": 16}} | lenet5 is no language model",
                "{\"network\": \"MODEL\", \"prefill\": {\"tokens\": 0}} | /workloads/0/prefill/tokens must be",
                "{\"network\": \"MODEL\", \"decode\": {\"tokens\": 4}} | /workloads/0/decode/context is missing",
                "{\"network\": \"MODEL\", \"decode\": {\"context\": 9, \"token\": 4}} | did you mean \"tokens\"",
                "{\"network\": \"gpt2\", \"decode\": {\"context\": 1025}} | must end at position 1024",
                "{\"network\": \"bert-base\", \"decode\": {\"context\": 8}} | an encoder generates nothing",
                "{\"network\": \"bert-base\", \"prefill\": {\"tokens\": 8}, \"kvBits\": 8} | an encoder keeps no keys",
                "{\"model\": \"lenet5-mnist-dense\", \"prefill\": {\"tokens\": 8}} | belong to a network",
                "{\"network\": \"MODEL\", \"prefill\": {\"tokens\": 8}, \"batch\": 2, \"images\": 2} | give one of"
                        + " them",
                "{\"network\": \"MODEL\", \"prefill\": {\"tokens\": 1000000}} | fewer than 2^31",
                "{\"network\": \"MODEL\", \"prefill\": {\"tokens\": 16}, \"routing\": {\"gini\": 0.2}} | the model has"
                        + " no experts",
                "{\"network\": \"mixtral-8x7b\", \"prefill\": {\"tokens\": 16}, \"routing\": {\"gini\": 1.2}} |"
                        + " /routing/gini must be a number from 0 to 0.95",
                "{\"network\": \"mixtral-8x7b\", \"prefill\": {\"tokens\": 16}, \"routing\": {\"ginni\": 0.2}} | did"
                        + " you mean",
                "{\"network\": \"mixtral-8x7b\", \"prefill\": {\"tokens\": 16}, \"routing\": \"x.csv\"} | must end"
                        + " with .npz",
                "{\"network\": \"mixtral-8x7b\", \"prefill\": {\"tokens\": 16}, \"routing\": \"absent.npz\"} |"
                        + " absent.npz",
                "{\"network\": \"MODEL\", \"prefill\": {\"tokens\": 16}, \"decode\": {\"context\": 8}} | at least the"
                        + " 16",
                "{\"network\": \"MODEL\", \"prefill\": {\"tokens\": 16}, \"sparsity\": {\"kind\": \"bernoulli\","
                        + " \"weightDensity\": {\"q_proj\": 0.5}}} | is not a layer of"
            })
    void whatCannotBeRunIsRefused(String workload, String fault) {
        assertThat(faults(workload)).anyMatch(line -> line.contains(fault));
    }

    @Test
    void aQuantisedCheckpointsBitsMustBeSaid() throws IOException {
        Files.writeString(
                folder.resolve("config.json"),
                CONFIG.replace(
                        "{\"model_type\"", "{\"quantization_config\": {\"quant_method\": \"awq\"}, \"model_type\""));
        assertThat(faults("{\"network\": \"MODEL\", \"prefill\": {\"tokens\": 16}}"))
                .anyMatch(line -> line.contains("/workloads/0/weightBits is missing"));
    }
}
