package archsim.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.engine.run.RunCache;
import archsim.engine.run.RunSetup;
import archsim.engine.run.result.TokenRates;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What points say of a language model's tokens: what {@code archsim run} says. */
class TokenColumnsTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void writeModel() throws IOException {
        Files.writeString(folder.resolve("config.json"), """
            {"model_type": "llama", "hidden_size": 64, "num_hidden_layers": 2, "num_attention_heads": 4,
             "num_key_value_heads": 2, "intermediate_size": 128, "vocab_size": 128, "tie_word_embeddings": true}
            """);
    }

    /** Of a language model whose batch is an axis, and a network of images beside it. */
    private Sweep sweep(String phases) {
        return SampleSweeps.readText("""
            {"schemaVersion": 1, "base": {"schemaVersion": 1, "accelerator": "ideal", "memory": "ddr4-2400",
             "fidelity": "analytical", "workloads": [
               {"name": "images", "network": "lenet5", "sparsity": {"kind": "bernoulli", "weightDensity": 1}},
               {"name": "text", "network": "MODEL", PHASES, "batch": 1}]},
             "axes": [{"pointer": "/workloads/1/batch", "values": [1, 4]}]}
            """.replace("PHASES", phases).replace("MODEL", folder.toString()));
    }

    private static PointRows run(Sweep sweep, Columns columns) {
        var rows = new PointRows(sweep.size());
        new LocalRunner(1).run(new PointRunner(sweep, columns, RunCache.none()), rows.missing(), rows::put);
        return rows;
    }

    @Test
    void aPointHasTheRatesOfItsRun() {
        Sweep sweep = sweep("\"prefill\": {\"tokens\": 8}, \"decode\": {\"context\": 8, \"tokens\": 3}");
        Columns columns = SweepCheck.check(sweep, RunCache.none());
        PointRow row = run(sweep, columns).get(1);
        String config = sweep.config(sweep.values(sweep.steps(1))).toString();
        TokenRates rates = RunSetup.read("run.json", config, Path.of(""), Optional.empty())
                .simulate("0", "unknown")
                .runs()
                .get(1)
                .tokenRates()
                .orElseThrow();
        assertThat(columns.tokens(0)).isEmpty();
        assertThat(columns.tokens(1)).isEqualTo(Columns.TOKENS);
        assertThat(row.number(columns.column(1, "timeToFirstTokenNs")))
                .hasValue(rates.timeToFirstTokenNs().orElseThrow());
        assertThat(row.number(columns.column(1, "energyToFirstTokenJ")))
                .hasValue(rates.joulesToFirstToken().orElseThrow());
        assertThat(row.number(columns.column(1, "timePerTokenNs")))
                .hasValue(rates.timePerTokenNs().orElseThrow());
        assertThat(row.number(columns.column(1, "energyPerTokenJ")))
                .hasValue(rates.joulesPerToken().orElseThrow());
        assertThat(row.number(columns.column(1, "tokensPerSecond")))
                .hasValue(rates.tokensPerSecond().orElseThrow());
        assertThat(row.number(columns.column(1, "beta"))).isPresent();
    }

    @Test
    void aPhaseThatIsNotRunLeavesItsCellsEmpty() {
        Sweep sweep = sweep("\"decode\": {\"context\": 8}");
        Columns columns = SweepCheck.check(sweep, RunCache.none());
        PointRow row = run(sweep, columns).get(0);
        assertThat(row.number(columns.column(1, "timeToFirstTokenNs"))).isEmpty();
        assertThat(row.number(columns.column(1, "tokensPerSecond"))).isPresent();
        assertThat(row.status()).isEqualTo(PointStatus.DONE);
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        Sweep sweep = sweep("\"prefill\": {\"tokens\": 8}");
        Columns columns = SweepCheck.check(sweep, RunCache.none());
        Path out = Files.createDirectory(folder.resolve("out"));
        SweepFiles.write(out, SweepDocument.of(sweep, columns, "0", "unknown").text(), columns, run(sweep, columns));
        SweepResult read = SweepResult.read(out);
        assertThat(read.columns()).isEqualTo(columns);
        var csv = new StringWriter();
        SweepFiles.writeCsv(csv, read.columns(), read.rows());
        assertThat(csv.toString()).isEqualTo(Files.readString(out.resolve("points.csv")));
        assertThat(csv.toString().lines().findFirst().orElseThrow())
                .contains(",text.energyPerImagePj,text.timeToFirstTokenNs,")
                .contains(",text.tokensPerSecond,text.beta,")
                .doesNotContain("images.tokensPerSecond");
    }

    @Test
    void aRateBelowZeroIsNotRead() {
        Sweep sweep = sweep("\"prefill\": {\"tokens\": 8}");
        Columns columns = SweepCheck.check(sweep, RunCache.none());
        JsonArray cells = run(sweep, columns).get(0).cells();
        int place = columns.column(1, "timeToFirstTokenNs");
        JsonArray changed =
                Json.createArrayBuilder(cells).set(place, Json.createValue(-1)).build();
        RowCheck.of(sweep, columns).row(cells, List.of());
        assertThatThrownBy(() -> RowCheck.of(sweep, columns).row(changed, List.of()))
                .hasMessageContaining("text.timeToFirstTokenNs must be a number from 0, or null, was -1");
    }
}
