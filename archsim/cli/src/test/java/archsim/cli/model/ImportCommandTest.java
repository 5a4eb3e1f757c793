package archsim.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.cli.Outcome;
import archsim.workloads.model.TensorFileWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {

    @TempDir
    private Path folder;

    private Path tensors() throws Exception {
        float[] values = new float[72];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(i + 1);
        }
        return Files.write(
                folder.resolve("mine.safetensors"),
                new TensorFileWriter()
                        .floats("conv.weight", List.of(4, 2, 3, 3), values)
                        .toBytes());
    }

    /** 72 weights at rate 4 keep 18, at 5 bits 90 bits of values. */
    @Test
    void anImportedModelIsPrunedAndSizedUp() throws Exception {
        Path model = folder.resolve("model.safetensors");
        Path pruned = folder.resolve("pruned.safetensors");
        Outcome imported = Outcome.of("import", tensors().toString(), "-o", model.toString(), "--input-size", "8x8");
        assertThat(imported.exitCode()).isZero();
        assertThat(imported.err()).contains("note: stride 1 and padding that keeps the size are assumed for conv");
        Outcome made = Outcome.of(
                "prune",
                model.toString(),
                "-o",
                pruned.toString(),
                "--scheme",
                "non-structured",
                "--rate",
                "4",
                "--bits",
                "5");
        assertThat(made.exitCode()).isZero();
        assertThat(Outcome.of("storage", pruned.toString(), "--format", "csv").out())
                .contains("conv,csr-relative,90,");
        assertThat(Outcome.of("storage", pruned.toString(), "--format", "json")
                        .out()
                        .replaceAll("\\s", ""))
                .contains("{\"layer\":\"conv\",\"format\":\"dense\",\"storageBits\":{\"weights\":360,\"indices\":0,"
                        + "\"fillers\":0,\"pointers\":0},\"totalBytes\":45,\"smallest\":false,"
                        + "\"scaleBits\":0,\"zeroPointBits\":0,\"bitsAWeight\":5}");
    }

    @Test
    void aFloatModelIsQuantisedAsItsImportAdvises() throws Exception {
        Path model = folder.resolve("model.safetensors");
        Outcome imported = Outcome.of("import", tensors().toString(), "-o", model.toString(), "--input-size", "8x8");
        assertThat(imported.err())
                .contains("archsim prune " + model + " --scheme dense --bits 8 -o FILE quantises them");
        Path quantised = folder.resolve("8.safetensors");
        Outcome made =
                Outcome.of("prune", model.toString(), "--scheme", "dense", "--bits", "8", "-o", quantised.toString());
        assertThat(made.out()).contains("mine, dense,").containsPattern("conv +72 +72 +1.0 +8");
    }

    /** A model of floats runs as it is, at the 16 bits of scnn, and says so; or at 5 bits where its import stores them. */
    @Test
    void aFloatModelRunsWithoutBeingQuantisedFirst() throws Exception {
        Path model = folder.resolve("model.safetensors");
        Path five = folder.resolve("five.safetensors");
        Outcome.of("import", tensors().toString(), "-o", model.toString(), "--input-size", "8x8");
        Outcome stored =
                Outcome.of("import", tensors().toString(), "-o", five.toString(), "--input-size", "8x8", "--bits", "5");
        assertThat(stored.err()).doesNotContain("are floats");
        Path config = Files.writeString(folder.resolve("run.json"), """
                {"schemaVersion": 1, "accelerator": "scnn", "memory": "ddr4-2400", "workloads":
                  [{"model": "model.safetensors"}, {"model": "five.safetensors"},
                   {"name": "four", "model": "model.safetensors", "weightBits": 4}]}""");
        Outcome run = Outcome.of("--config", config.toString());
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .startsWith(
                        "scnn, event fidelity, memory ddr4-2400; on dense inputs, though it skips zero inputs: model,")
                .contains("Weights of model are floats, taken to be rounded to 16 bits")
                .contains("Weights of four are floats, taken to be rounded to 4 bits")
                .doesNotContain("Weights of five are floats")
                // 72 weights of 16, 5 and 4 bits are 144, 45 and 36 bytes.
                .containsPattern("model +72 +144.0 ")
                .containsPattern("five +72 +45.0 ")
                .containsPattern("four +72 +36.0 ");
    }

    @Test
    void samplesNeedOnnxRuntime() throws Exception {
        Path model = folder.resolve("model.safetensors");
        Outcome imported = Outcome.of(
                "import", tensors().toString(), "-o", model.toString(), "--input-size", "8x8", "--inputs", "samples");
        assertThat(imported.exitCode()).isEqualTo(2);
        assertThat(imported.err()).contains("needs ONNX Runtime", "mvn -B -P onnxruntime -DskipTests package");
        assertThat(model).doesNotExist();
    }

    /** 8 kernels of 9 weights: 2 pruned to patterns at rate 9, 2 channels of 36 weights to one at rate 2. */
    @Test
    void patternsAndChannelsArePruned() throws Exception {
        Path model = folder.resolve("model.safetensors");
        Outcome.of("import", tensors().toString(), "-o", model.toString(), "--input-size", "8x8");
        assertPruned(model, 8, "pattern", "--rate", "9");
        assertPruned(model, 36, "channel", "--rate", "2");
        assertPruned(model, 40, "2:4");
        assertPruned(model, 20, "nm", "--n", "1");
    }

    private void assertPruned(Path model, int kept, String scheme, String... rate) {
        String target = folder.resolve(kept + ".safetensors").toString();
        Stream<String> line = Stream.of("prune", model.toString(), "-o", target, "--scheme", scheme);
        Outcome made = Outcome.of(Stream.concat(line, Stream.of(rate)).toArray(String[]::new));
        assertThat(made.exitCode()).isZero();
        assertThat(made.out()).containsPattern("conv +72 +" + kept + " ");
    }

    @Test
    void aModelIsNotWrittenUnderTheNameOfAPicture() {
        Outcome outcome =
                Outcome.of("prune", "lenet5-mnist-dense", "--scheme", "NonStructured", "--rate", "2", "-o", "x.png");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("-o x.png").contains("must end in .safetensors, for it will be a model");
    }

    @Test
    void aFileThatIsThereIsKept() throws Exception {
        Path tensors = tensors();
        Outcome outcome = Outcome.of("import", tensors.toString(), "-o", tensors.toString(), "--input-size", "8x8");
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("is there already (--force replaces it)");
    }
}
