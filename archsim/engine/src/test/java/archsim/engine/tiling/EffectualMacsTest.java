package archsim.engine.tiling;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.engine.Taps;
import archsim.engine.machines.LiteralLayer;
import archsim.engine.machines.RandomLayers;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EffectualMacsTest {

    static Stream<LayerWorkload> layers() {
        return RandomLayers.of(200, 97);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void aProductOfTwoPresentOperandsCounts(LayerWorkload layer) {
        var literal = new LiteralLayer(layer);
        LayerShape shape = layer.shape();
        long macs = 0;
        for (int k = 0; k < shape.k(); k++) {
            int firstChannel = k / shape.filtersPerGroup() * shape.channelsPerGroup();
            for (LiteralLayer.Column column : literal.columns()) {
                if (literal.hasWeight(k, column)) {
                    macs += inputsUnder(literal, firstChannel + column.c(), column);
                }
            }
        }
        assertThat(EffectualMacs.count(layer)).isEqualTo(macs);
    }

    private static long inputsUnder(LiteralLayer literal, int channel, LiteralLayer.Column column) {
        LayerShape shape = literal.shape();
        long inputs = 0;
        for (int n = 0; n < shape.n(); n++) {
            for (int p = 0; p < shape.p(); p++) {
                for (int q = 0; q < shape.q(); q++) {
                    int h = Taps.row(shape, p, column.r());
                    int w = Taps.column(shape, q, column.s());
                    boolean inside = h >= 0 && h < shape.h() && w >= 0 && w < shape.w();
                    inputs += inside && literal.hasInput(n, channel, h, w) ? 1 : 0;
                }
            }
        }
        return inputs;
    }
}
