package archsim.workloads.imports;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.workloads.LayerShape;
import archsim.workloads.Scheme;
import java.util.AbstractList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecognisedSchemeTest {

    /** Layers of one scheme, which count how often one of them is looked at. */
    private static final class CountedLayers extends AbstractList<Scheme> {

        private final int layers;
        private final Scheme scheme;
        private long looks;

        CountedLayers(int layers, Scheme scheme) {
            this.layers = layers;
            this.scheme = scheme;
        }

        @Override
        public Scheme get(int layer) {
            looks++;
            return scheme;
        }

        @Override
        public int size() {
            return layers;
        }
    }

    /** Each of 1,000 fully connected layers once, and all of them for channels and for patterns; not all for each one. */
    @Test
    void aModelOfManyLayersIsLookedThroughAFewTimes() {
        for (Scheme scheme : List.of(Scheme.NON_STRUCTURED, Scheme.COLUMN)) {
            var layers = new CountedLayers(1000, scheme);
            assertThat(RecognisedScheme.of(layers, Collections.nCopies(1000, LayerShape.fullyConnected(1, 2, 2))))
                    .isEqualTo(scheme);
            assertThat(layers.looks).isEqualTo(3000);
        }
    }
}
