package archsim.compression.train;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.compression.network.CompactNetwork;
import archsim.compression.train.data.EpochOrder;
import archsim.compression.train.data.Samples;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TeacherTest {

    private static final int SHIFT = 1;

    /** 45 images: the last slice is not full. */
    private final Samples samples = Graphs.samples(45, 3);

    private final CompactNetwork network = CompactNetwork.whole(Graphs.STRIDED.architecture());

    private float[] gradient(boolean prepared, boolean mirror, int threads) {
        float[] parameters = Graphs.STRIDED.parameters(7);
        try (var team = new ThreadTeam(threads);
                var trainer = new Trainer(network, 8, 2, team);
                var teacher = new Teacher(network, Graphs.STRIDED.parameters(8), 8, 2, 0.6, 3)) {
            if (prepared) {
                teacher.prepare(samples, SHIFT, mirror, team);
            }
            int count = parameters.length;
            var frozen = new TrainState(parameters, new float[count], new float[count], new float[count], 0);
            var order = new EpochOrder(5, samples.count(), SHIFT, mirror);
            var objective = new Objective(0, 0, Optional.of(teacher));
            trainer.trainEpoch(samples, order, frozen, objective, Penalty.NONE, done -> 0);
            return trainer.gradient();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatWasAskedBeforehandIsWhatIsAnsweredNow(boolean mirror) {
        assertThat(gradient(true, mirror, 1))
                .usingComparatorWithPrecision(1e-6f)
                .containsExactly(gradient(false, mirror, 1));
    }

    @Test
    void answersDoNotDependOnThreads() {
        assertThat(gradient(true, true, 2)).containsExactly(gradient(true, true, 1));
    }
}
