package archsim.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.energy.DataType;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.run.config.Fidelity;
import archsim.engine.run.result.Metrics;
import archsim.tables.DramStandards;
import archsim.workloads.InputChoice;
import archsim.workloads.InputOrigin;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Quantisation;
import archsim.workloads.Scheme;
import archsim.workloads.StoredCount;
import archsim.workloads.Workload;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scales are moved beside the weights that they belong to. */
class OperandTypesTest {

    private static Metrics run(String accelerator, Optional<Quantisation> quantisation) {
        var layer = new LayerWorkload(
                new Layer("fc", LayerShape.fullyConnected(1, 512, 256)),
                Mask.full(512 * 256),
                new InputChoice.Inputs(Mask.full(512), InputOrigin.DENSE),
                4,
                Scheme.DENSE,
                quantisation);
        return new Simulator(AcceleratorLibrary.find(accelerator), DramStandards.find("lpddr4-2400"), Fidelity.EVENT)
                .run(new Workload("w", "w", "", List.of(layer)))
                .result()
                .totals();
    }

    /**
     * int4 in groups of 128: 256 x 4 scales of 16 bits are 2,048 bytes, zero points of 4 bits 512 more. A layer on one token
     * reads its weights once, and so its scales: 131,072 weights of 4 bits are 65,536 bytes, 4.156 bits each with all.
     */
    @ParameterizedTest
    @ValueSource(strings = {"systolic", "diannao", "cambricon-x", "sticker", "ideal", "sparten"})
    void aLayerThatIsReadOnceMovesWhatItStores(String accelerator) {
        var quantisation = new Quantisation(
                "pack-quantized",
                "int4",
                List.of(128),
                StoredCount.packed(1024, 16),
                StoredCount.NONE,
                StoredCount.packed(1024, 4),
                StoredCount.NONE,
                0);
        Metrics plain = run(accelerator, Optional.empty());
        Metrics scaled = run(accelerator, Optional.of(quantisation));
        assertThat(scaled.dramBytes()).containsEntry(DataType.SCALES, 2_560L);
        assertThat(scaled.dramBytes().get(DataType.WEIGHTS))
                .isEqualTo(plain.dramBytes().get(DataType.WEIGHTS));
        assertThat(plain.dramBytes()).doesNotContainKey(DataType.SCALES);
        assertThat(scaled.energy().dataTypePj(DataType.SCALES)).isPositive();
        assertThat(scaled.energy().energyPj().get("weightBuffer")).containsKey(DataType.SCALES);
        assertThat(scaled.cycles()).isGreaterThan(plain.cycles());
    }
}
