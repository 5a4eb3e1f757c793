package archsim.reports.words;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.engine.plan.ZeroInputs;
import archsim.engine.run.RunSetup;
import archsim.engine.run.result.LayerResult;
import archsim.engine.run.result.Operands;
import archsim.engine.run.result.RunResult;
import archsim.engine.run.result.SimulationResult;
import archsim.reports.SampleResults;
import archsim.reports.text.TextReport;
import archsim.workloads.InputOrigin;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OperandTextTest {

    private static RunResult run(String name, Operands... layers) {
        return RunResult.of(
                name,
                "scnn",
                List.of(layers).stream().map(OperandTextTest::layer).toList());
    }

    private static LayerResult layer(Operands operands) {
        return new LayerResult("l", "", true, "dense", operands, SampleResults.dense(100, 800, 400), List.of());
    }

    private static Operands operands(InputOrigin inputs, ZeroInputs zeros) {
        return new Operands(1, 8, false, inputs, 1, zeros);
    }

    private static String firstLine(RunResult... runs) {
        return TextReport.of(SampleResults.of(runs)).lines().findFirst().orElseThrow();
    }

    @Test
    void aMachineThatSkipsZerosSaysInItsFirstLineThatItMetNone() {
        Operands dense = operands(InputOrigin.DENSE, ZeroInputs.SKIPPED);
        Operands measured = operands(InputOrigin.MEASURED, ZeroInputs.SKIPPED);
        assertThat(firstLine(run("a", dense, dense), run("b", measured, dense), run("c", measured)))
                .contains("; on dense inputs, though it skips zero inputs: a, b (1 of 2")
                .doesNotContain("c (");
        assertThat(firstLine(run("a", measured))).doesNotContain("dense inputs");
        assertThat(firstLine(run("a", operands(InputOrigin.DENSE, ZeroInputs.MULTIPLIED))))
                .doesNotContain("dense inputs");
        assertThat(firstLine(run("a", operands(InputOrigin.DENSE, ZeroInputs.GATED))))
                .endsWith("; on dense inputs, though it gates zero inputs: a");
    }

    @Test
    void runsOfDifferentInputsAreToldApart() {
        SimulationResult mixed = SampleResults.of(
                run("a", operands(InputOrigin.MEASURED, ZeroInputs.SKIPPED)),
                run(
                        "b",
                        operands(InputOrigin.STATED, ZeroInputs.SKIPPED),
                        operands(InputOrigin.DENSE, ZeroInputs.SKIPPED)));
        assertThat(OperandText.inputs(mixed))
                .isEqualTo("Inputs (measured on samples, stated in the configuration, dense: all present):"
                        + " a measured, b stated in 1 of 2 layers and dense in 1 of 2 layers");
        assertThat(OperandText.inputs(SampleResults.of(run("a", operands(InputOrigin.STATED, ZeroInputs.SKIPPED)))))
                .isEqualTo("Inputs: stated in the configuration");
    }

    @Test
    void floatsThatAreRoundedAreNamedWithTheirWidth() {
        var rounded = new Operands(1, 16, true, InputOrigin.MEASURED, 1, ZeroInputs.SKIPPED);
        assertThat(OperandText.rounded(SampleResults.of(run("a", SampleResults.OPERANDS), run("b", rounded))))
                .containsExactly("Weights of b are floats, taken to be rounded to 16 bits; its accuracy at that width"
                        + " is not known");
    }

    /** Of two types on one machine the one with scales is named. */
    @Test
    void scalesAndConversionsAreSaidToTakeNoCycle() {
        String text = """
            {"schemaVersion": 1, "memory": "lpddr4-2400", "fidelity": "analytical", "accelerator": "systolic",
             "workloads": [{"name": "plain", "network": "lenet5", "sparsity": {"kind": "bernoulli", "weightDensity": 1}},
                           {"name": "scaled", "network": "lenet5", "weightType": "mxint8",
                            "sparsity": {"kind": "bernoulli", "weightDensity": 1}}]}
            """;
        SimulationResult result =
                RunSetup.read("run.json", text, Path.of(""), Optional.empty()).simulate("", "");
        assertThat(TextReport.of(result))
                .contains("Scales and conversions of weights (scaled) take energy, but no cycle and no area");
        assertThat(OperandText.scaled(SampleResults.of(run("a", SampleResults.OPERANDS))))
                .isEmpty();
    }
}
