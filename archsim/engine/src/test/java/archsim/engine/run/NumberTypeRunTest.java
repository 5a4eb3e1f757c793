package archsim.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import archsim.base.InvalidInputException;
import archsim.base.number.NumberType;
import archsim.energy.DataType;
import archsim.engine.run.result.Metrics;
import archsim.tables.TableSet;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Types of numbers from a configuration to a result. */
class NumberTypeRunTest {

    private static RunSetup read(String base, String precision, String workload) {
        String text = """
            {"schemaVersion": 1, "memory": "lpddr4-2400", "fidelity": "analytical",
             "accelerator": {"base": "%s", "name": "typed", "precision": {%s}},
             "workloads": [{%s, "sparsity": {"kind": "bernoulli", "weightDensity": 1}}]}
            """.formatted(base, precision, workload);
        return RunSetup.read("run.json", text, Path.of(""), Optional.empty());
    }

    private static Metrics run(String base, String precision, String workload) {
        return read(base, precision, workload).run(0).result().totals();
    }

    private static final String FP32 =
            "\"weightBits\": 32, \"activationBits\": 32, \"accumulatorBits\": 32, \"type\": \"fp32\"";
    private static final String BF16 =
            "\"weightBits\": 16, \"activationBits\": 16, \"accumulatorBits\": 32, \"type\": \"bf16\"";
    private static final String INT8 = "\"weightBits\": 8, \"activationBits\": 8, \"accumulatorBits\": 32";
    private static final String LENET = "\"network\": \"lenet5\"";

    /** LeNet-5: 20 filters of 25, 50 of 500, 500 of 800 and 10 of 500 weights. */
    private static long lenetBits(NumberType type) {
        return type.tensorBits(20, 25)
                + type.tensorBits(50, 500)
                + type.tensorBits(500, 800)
                + type.tensorBits(10, 500);
    }

    /** FP32 holds every type, so that one machine stores and moves all of them. */
    @ParameterizedTest
    @EnumSource
    void storageIsTheClosedFormOfTheType(NumberType type) {
        Metrics metrics = run("systolic", FP32, LENET + ", \"weightType\": \"" + type + "\"");
        assertThat(metrics.storage().total()).isEqualTo(lenetBits(type));
        assertThat(metrics.dramBytes().containsKey(DataType.SCALES))
                .isEqualTo(type.scale().isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"systolic", "nm-tensor-core", "diannao"})
    void plainIntegersAreWhatTheirBitsAre(String machine) {
        assertThat(run(machine, INT8, LENET + ", \"weightType\": \"int4\""))
                .isEqualTo(run(machine, INT8, LENET + ", \"weightBits\": 4"));
        assertThat(run(machine, INT8, LENET + ", \"weightType\": \"int8\"")).isEqualTo(run(machine, INT8, LENET));
    }

    /** A product of BF16 takes 0.17214 pJ and its sum 0.18998 at 45 nm, beside what 2,293,000 products of LeNet-5 take. */
    @Test
    void floatsTakeTheirOwnEnergyAndArea() {
        Metrics metrics = run("systolic", BF16, LENET);
        assertThat(metrics.energy().componentPj("multipliers")).isCloseTo(0.17214 * 2_293_000, within(1e-6));
        assertThat(metrics.energy().componentPj("adders")).isCloseTo(0.18998 * 2_293_000, within(1e-6));
        assertThat(metrics.energy().energyPj()).doesNotContainKey("scaling");
        double multiplierMm2 = new PricedMachine(read("systolic", BF16, LENET).accelerator(), TableSet.shipped())
                .areaMm2()
                .get("multipliers");
        assertThat(multiplierMm2).isCloseTo(256 * 396.875e-6 * 0.9265, within(1e-9));
    }

    @Test
    void aTypeThatTheOperandsDoNotHoldIsRefusedWithThoseTheyHold() {
        assertThatThrownBy(() -> read("systolic", INT8, LENET + ", \"weightType\": \"mxfp4\""))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(
                        "/workloads/0/weightType cannot be computed by multipliers of int8: must be one of"
                                + " [ternary, int2, int3, int4, int5, int6, int7, int8, mxint8], was \"mxfp4\"");
        assertThatThrownBy(() -> read("systolic", BF16, LENET + ", \"weightType\": \"fp16\""))
                .hasMessageContaining("multipliers of bf16");
    }

    @Test
    void whatContradictsATypeIsRefused() {
        assertThatThrownBy(() -> read("systolic", INT8, LENET + ", \"weightType\": \"int4\", \"weightBits\": 4"))
                .hasMessageContaining("weightType and weightBits say the same");
        assertThatThrownBy(() ->
                        read("systolic", FP32, LENET + ", \"weightType\": \"nvfp4\", \"weightScales\": {\"bits\": 8}"))
                .hasMessageContaining("weightScales must be left out: nvfp4 has scales of its own");
        assertThatThrownBy(() -> read("systolic", INT8 + ", \"type\": \"fp16\"", LENET))
                .hasMessageContaining("type must be as wide as weightBits and activationBits, 8 and 8, was fp16");
        assertThatThrownBy(() -> read("systolic", INT8 + ", \"type\": \"mxfp8-e4m3\"", LENET))
                .hasMessageContaining("type must be a float without scales, was mxfp8-e4m3");
        assertThatThrownBy(() -> read("systolic", INT8 + ", \"type\": \"int8\"", LENET))
                .hasMessageContaining("type must be a float without scales, was int8");
    }
}
