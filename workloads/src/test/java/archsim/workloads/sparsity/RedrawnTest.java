package archsim.workloads.sparsity;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.workloads.InputChoice;
import archsim.workloads.InputOrigin;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import archsim.workloads.Workload;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A fully connected layer of 64 inputs and 2 outputs that keeps the weights of the first 16 inputs and sees the last 40. */
class RedrawnTest {

    private static Workload real(Scheme scheme) {
        var layer = new Layer("fc", LayerShape.fullyConnected(1, 64, 2));
        return new Workload(
                "real",
                "a test",
                "",
                List.of(new LayerWorkload(
                        layer,
                        Mask.of(128, i -> i % 64 < 16),
                        new InputChoice.Inputs(Mask.of(64, i -> i >= 24), InputOrigin.MEASURED),
                        4,
                        scheme)));
    }

    private static LayerWorkload drawn(boolean weights, boolean inputs, Scheme scheme, long seed) {
        return new Redrawn(weights, inputs, seed).of(real(scheme)).layers().get(0);
    }

    /** 2 x 16 weights and 40 inputs remain; that no weight meets an input is lost: 32 x 40 / 64 = 20 products are to be expected. */
    @Test
    void countsAreKeptAndWhichWeightMeetsWhichInputIsNot() {
        LayerWorkload real = real(Scheme.NON_STRUCTURED).layers().get(0);
        assertThat(products(real)).isZero();

        LayerWorkload drawn = drawn(true, true, Scheme.NON_STRUCTURED, 1);
        assertThat(drawn.weights().count()).isEqualTo(32);
        assertThat(drawn.inputs().count()).isEqualTo(40);
        assertThat(products(drawn)).isBetween(12, 28);
        assertThat(drawn.inputOrigin()).isEqualTo(InputOrigin.MEASURED);
        assertThat(drawn(true, true, Scheme.NON_STRUCTURED, 1)).isEqualTo(drawn);
        assertThat(drawn(true, true, Scheme.NON_STRUCTURED, 2).weights()).isNotEqualTo(drawn.weights());
    }

    @Test
    void onlyTheMasksAskedForAreDrawn() {
        LayerWorkload real = real(Scheme.NON_STRUCTURED).layers().get(0);
        assertThat(drawn(true, false, Scheme.NON_STRUCTURED, 1).inputs()).isEqualTo(real.inputs());
        assertThat(drawn(true, false, Scheme.NON_STRUCTURED, 1).weights()).isNotEqualTo(real.weights());
        assertThat(drawn(false, true, Scheme.NON_STRUCTURED, 1).weights()).isEqualTo(real.weights());
        assertThat(drawn(false, true, Scheme.NON_STRUCTURED, 1).inputs()).isNotEqualTo(real.inputs());
    }

    /** Drawn weights have no structure any more; zeros of a dense layer stay weights like others. */
    @Test
    void aStructuredLayerBecomesNonStructured() {
        assertThat(drawn(true, false, Scheme.COLUMN, 1).scheme()).isEqualTo(Scheme.NON_STRUCTURED);
        assertThat(drawn(false, true, Scheme.COLUMN, 1).scheme()).isEqualTo(Scheme.COLUMN);
        assertThat(drawn(true, false, Scheme.DENSE, 1).scheme()).isEqualTo(Scheme.DENSE);
    }

    private static int products(LayerWorkload layer) {
        int products = 0;
        for (int weight = 0; weight < 128; weight++) {
            products += layer.weights().get(weight) && layer.inputs().get(weight % 64) ? 1 : 0;
        }
        return products;
    }
}
