package archsim.compression.admm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.InvalidInputException;
import archsim.base.Sha256;
import archsim.compression.config.Training;
import archsim.compression.network.ArchitectureBuilder;
import archsim.compression.network.NetworkModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {

    private static final NetworkModel SMALL =
            new ArchitectureBuilder("small", 2, 1, 1).connected("out", 3).build();

    private static final Schedule FOUR_STAGES = stages(4);

    @TempDir
    private Path folder;

    private Checkpoint checkpoint;

    @BeforeEach
    void save() throws IOException {
        checkpoint = checkpointOf("one run");
        CompressionState state = CompressionState.initial(SMALL, 1);
        state.mask[2] = false;
        state.fixed[4] = true;
        state.u.putScalar(1, -2.5f);
        state.intervals[0] = 0.25f;
        state.importance[3] = 0.5f;
        state.accepted[5] = 1.5f;
        state.acceptedMask[6] = true;
        state.library[55] = 27;
        state.supports.add(BitSet.valueOf(new long[] {0b101}));
        state.average[2] = -1.5f;
        state.searchRounds = 4;
        state.searchEnded = true;
        state.stage = 3;
        state.epoch = 2;
        state.step = 1L << 40;
        state.rho = 0.125f;
        state.history.add(new HistoryRow(3, 2, 0.5, 0.75, 0.875, Double.NaN, 0.125, 1e-3, 0.625));
        checkpoint.write(state);
    }

    private static Schedule stages(int count) {
        return new Schedule(Collections.nCopies(count, new TrainingStage("test", new Training(2, 0, 0), false)));
    }

    private Checkpoint checkpointOf(String run) {
        return new Checkpoint(folder.resolve("checkpoint.bin"), Sha256.of(run), "is of another run");
    }

    @Test
    void whatIsReadIsWhatWasWritten() throws IOException {
        CompressionState expected = CompressionState.initial(SMALL, 1);
        CompressionState read = checkpoint.read(SMALL, state -> FOUR_STAGES);
        assertThat(read.parameters).isEqualTo(expected.parameters);
        assertThat(read.mask).containsExactly(true, true, false, true, true, true, true, true, true);
        assertThat(read.fixed[4]).isTrue();
        assertThat(read.u.getFloat(1)).isEqualTo(-2.5f);
        assertThat(read.intervals).containsExactly(0.25f);
        assertThat(read.importance).containsExactly(1, 1, 1, 0.5f, 1, 1, 1, 1, 1);
        assertThat(read.average).containsExactly(0, 0, -1.5f, 0, 0, 0, 0, 0, 0);
        assertThat(read.supports).containsExactly(BitSet.valueOf(new long[] {0b101}));
        assertThat(read.accepted).containsExactly(0, 0, 0, 0, 0, 1.5f, 0, 0, 0);
        assertThat(read.acceptedMask).containsExactly(false, false, false, false, false, false, true, false, false);
        assertThat(read.library[55]).isEqualTo(27);
        assertThat(read.searchRounds).isEqualTo(4);
        assertThat(read.searchEnded).isTrue();
        assertThat(List.of(read.stage, read.epoch)).containsExactly(3, 2);
        assertThat(read.step).isEqualTo(1L << 40);
        assertThat(read.rho).isEqualTo(0.125f);
        assertThat(read.history)
                .containsExactly(new HistoryRow(3, 2, 0.5, 0.75, 0.875, Double.NaN, 0.125, 1e-3, 0.625));
    }

    @Test
    void everyTruncationIsRefused() throws IOException {
        Path file = folder.resolve("checkpoint.bin");
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> checkpoint.read(SMALL, state -> FOUR_STAGES))
                    .isInstanceOf(InvalidInputException.class);
        }
    }

    @Test
    void aFlippedBitIsRefused() throws IOException {
        Path file = folder.resolve("checkpoint.bin");
        byte[] bytes = Files.readAllBytes(file);
        bytes[120] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(() -> checkpoint.read(SMALL, state -> FOUR_STAGES)).hasMessageContaining("digest");
    }

    /** The state is in the fourth stage; a run of three stages has none. */
    @Test
    void aStageThatTheRunDoesNotHaveIsRefused() {
        assertThatThrownBy(() -> checkpoint.read(SMALL, state -> stages(3)))
                .hasMessageContaining("is at stage 3, epoch 2");
    }

    @Test
    void theCheckpointOfAnotherRunIsRefused() {
        assertThatThrownBy(() -> checkpointOf("another run").read(SMALL, state -> FOUR_STAGES))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("is of another run");
    }
}
