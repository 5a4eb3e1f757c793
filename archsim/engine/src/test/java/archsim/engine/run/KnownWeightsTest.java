package archsim.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.InvalidInputException;
import archsim.base.ShippedFiles;
import archsim.engine.plan.ZeroInputs;
import archsim.engine.run.result.LayerResult;
import archsim.engine.run.result.RunResult;
import archsim.workloads.InputOrigin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models and tensors, whose weights are known, with inputs that were measured, stated or neither. */
class KnownWeightsTest {

    @TempDir
    private Path folder;

    private List<RunResult> run(String accelerator, String workloads) {
        String text = "{'schemaVersion': 1, 'accelerator': '%s', 'memory': 'lpddr4-2400', 'workloads': [%s]}"
                .formatted(accelerator, workloads)
                .replace('\'', '"');
        return RunSetup.read("run.json", text, folder, Optional.empty())
                .simulate("test", "")
                .runs();
    }

    private static List<InputOrigin> origins(RunResult run) {
        return run.layers().stream().map(layer -> layer.operands().inputs()).toList();
    }

    /** conv2 of LeNet-5 reads 20 x 12 x 12 = 2880 inputs an image, of which a quarter is 720. */
    @Test
    void aStatedDensityStandsInForRecordedInputs() {
        List<RunResult> runs = run("scnn", """
                {'model': 'lenet5-mnist-dense'},
                {'name': 'all', 'model': 'lenet5-mnist-dense', 'activationDensity': 0.25},
                {'name': 'one', 'model': 'lenet5-mnist-dense', 'sparsity': {'activationDensity': {'conv2': 0.25}}}""");
        assertThat(origins(runs.get(0))).containsOnly(InputOrigin.MEASURED);
        assertThat(origins(runs.get(1))).containsOnly(InputOrigin.STATED);
        LayerResult conv2 = runs.get(1).layers().get(1);
        assertThat(conv2.operands().inputDensity()).isEqualTo(0.25);
        assertThat(conv2.operands().zeroInputs()).isEqualTo(ZeroInputs.SKIPPED);
        assertThat(origins(runs.get(2)))
                .containsExactly(InputOrigin.MEASURED, InputOrigin.STATED, InputOrigin.MEASURED, InputOrigin.MEASURED);
        assertThat(runs.get(2).layers().get(1).metrics()).isEqualTo(conv2.metrics());
        assertThat(runs.get(2).inputs()).isEqualTo(InputOrigin.STATED);
    }

    @Test
    void aNetworkOfWhichNothingIsSaidIsDense() {
        List<RunResult> runs = run("eyeriss", """
                {'network': 'lenet5'}, {'name': 'half', 'network': 'lenet5', 'activationDensity': 0.5}""");
        assertThat(runs.get(0).inputs()).isEqualTo(InputOrigin.DENSE);
        assertThat(runs.get(0).layers()).allMatch(layer -> layer.operands().missesZeros());
        assertThat(runs.get(1).inputs()).isEqualTo(InputOrigin.STATED);
        assertThat(runs.get(1).totals().effectualMacs())
                .isLessThan(runs.get(0).totals().effectualMacs());
        assertThat(runs.get(1).totals().keptWeights())
                .isEqualTo(runs.get(0).totals().keptWeights());
    }

    /** The file of a model holds tensors like any other: with its pooling said, both forms are one workload. */
    @Test
    void tensorsAndModelsAreTheSameWorkload() throws Exception {
        byte[] model = new ShippedFiles("archsim/models", ".safetensors")
                .find("lenet5-mnist-nonstructured")
                .orElseThrow();
        Files.write(folder.resolve("m.safetensors"), model);
        List<RunResult> runs = run("sticker", """
                {'model': 'm.safetensors', 'images': 4},
                {'name': 'tensors', 'tensors': 'm.safetensors', 'layers': [
                  {'name': 'conv1', 'type': 'conv', 'weightBits': 3, 'pooling': {'window': 2, 'stride': 2},
                   'scheme': 'non-structured'},
                  {'name': 'conv2', 'type': 'conv', 'weightBits': 3, 'pooling': {'window': 2, 'stride': 2}},
                  {'name': 'fc1', 'type': 'fc', 'weightBits': 3},
                  {'name': 'fc2', 'type': 'fc', 'weightBits': 3, 'scheme': 'non-structured'}]}""");
        assertThat(runs.get(1).totals()).isEqualTo(runs.get(0).totals());
        assertThat(origins(runs.get(1))).containsOnly(InputOrigin.MEASURED);
    }

    @Test
    void whatCannotBeSaidOfKnownWeightsIsRefusedAtItsPointer() {
        assertThatThrownBy(() -> run("scnn", """
                {'model': 'lenet5-mnist-dense', 'activationDensity': {'conv1': 2}},
                {'model': 'lenet5-mnist-dense', 'activationDensity': {'conv3': 0.5}},
                {'model': 'lenet5-mnist-dense', 'sparsity': {'kind': 'bernoulli', 'activationDensity': 0.5}},
                {'model': 'lenet5-mnist-dense', 'sparsity': {}},
                {'model': 'lenet5-mnist-dense', 'weightBits': 4},
                {'model': 'lenet5-mnist-dense', 'activationDensity': 1, 'sparsity': {'activationDensity': 1}},
                {'network': 'lenet5', 'activationDensity': 'half'},
                {'network': 'lenet5', 'sparsity': {'kind': 'bernoulli', 'weightDensity': 1,
                   'activations': {'kind': 'threshold', 'rms': 1}}}"""))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("/workloads/0/activationDensity/conv1 must be a number from 0 to 1, was 2")
                .hasMessageContaining(
                        "/workloads/1/activationDensity/conv3 is not a layer of lenet5-mnist-dense, did you mean")
                .hasMessageContaining("/workloads/2/sparsity/kind must be left out")
                .hasMessageContaining("/workloads/3/sparsity needs exactly one of activationDensity and activations")
                .hasMessageContaining("/workloads/4/weightBits must be left out")
                .hasMessageContaining("/workloads/5 activationDensity belongs into sparsity")
                .hasMessageContaining("/workloads/6/activationDensity must be a number from 0 to 1")
                .hasMessageContaining("/workloads/7/sparsity activations needs a distribution");
    }
}
