package archsim.compression.admm;

import archsim.base.AtomicFile;
import archsim.base.InvalidInputException;
import archsim.base.RootLocale;
import archsim.base.Sha256;
import archsim.compression.network.NetworkModel;
import archsim.workloads.sparsity.KernelPatterns;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;

/**
 * A {@link CompressionState} on disk: big-endian numbers in a fixed order, closed by a SHA-256 of all before it.
 *
 * <p>Every length follows from the architecture but those of the history and of the masks of a round's iterations, which
 * are checked against the file's size before they are read. The file is replaced as a whole.
 */
final class Checkpoint {

    private static final byte[] MAGIC = "ASCHKPT4".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGEST_BYTES = 64;
    private static final int ROW_BYTES = 2 * Integer.BYTES + 7 * Double.BYTES;
    /** The point at the start of a round and after each of at most 1000 iterations. */
    private static final int MOST_SUPPORTS = 1001;

    private static final int MOST_ROWS = 1_000_000;

    private final Path file;
    private final String fingerprint;
    private final String otherwise;

    /**
     * @param fingerprint SHA-256 of configuration and data
     * @param otherwise why a checkpoint with another fingerprint is refused
     */
    Checkpoint(Path file, String fingerprint, String otherwise) {
        this.file = file;
        this.fingerprint = fingerprint;
        this.otherwise = otherwise;
    }

    boolean exists() {
        return Files.exists(file);
    }

    void write(CompressionState state) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(
                Math.toIntExact(sizeBytes(state.architecture, state.history.size(), state.supports.size())));
        content.put(MAGIC).put(fingerprint.getBytes(StandardCharsets.US_ASCII));
        content.putInt(state.history.size()).putInt(state.stage).putInt(state.epoch);
        content.putLong(state.step).putFloat(state.rho).putDouble(state.residual);
        content.putInt(state.searchRounds).putInt(state.searchEnded ? 1 : 0);
        Arrays.stream(state.library).forEach(content::putInt);
        floats(state).forEach(array -> putFloats(content, array));
        flags(state).forEach(array -> putFlags(content, array));
        state.history.forEach(row -> putRow(content, row));
        content.putInt(state.supports.size());
        state.supports.forEach(support -> putSupport(content, support, state.mask.length));
        byte[] body = Arrays.copyOf(content.array(), content.position());
        content.put(Sha256.of(body).getBytes(StandardCharsets.US_ASCII));
        AtomicFile.write(file, content.array());
    }

    /**
     * The state that was saved last.
     *
     * @param schedules the schedule that a state belongs to
     * @throws InvalidInputException if the file is damaged or belongs to another run
     */
    CompressionState read(NetworkModel architecture, Function<CompressionState, Schedule> schedules)
            throws IOException {
        long size = Files.size(file);
        if (size < sizeBytes(architecture, 0, 0) || size > sizeBytes(architecture, MOST_ROWS, MOST_SUPPORTS)) {
            throw damaged(RootLocale.format("has %d bytes", size));
        }
        byte[] bytes = Files.readAllBytes(file);
        String digest = text(bytes, bytes.length - DIGEST_BYTES);
        if (!digest.equals(Sha256.of(Arrays.copyOf(bytes, bytes.length - DIGEST_BYTES)))) {
            throw damaged("has content that its digest does not match");
        }
        if (!Arrays.equals(Arrays.copyOf(bytes, MAGIC.length), MAGIC)) {
            throw damaged("does not start as one");
        }
        if (!text(bytes, MAGIC.length).equals(fingerprint)) {
            throw InvalidInputException.of(file.toString(), otherwise);
        }
        ByteBuffer content = ByteBuffer.wrap(bytes).position(MAGIC.length + DIGEST_BYTES);
        int rows = content.getInt();
        if (rows < 0 || rows > MOST_ROWS || sizeBytes(architecture, rows, 0) > size) {
            throw damaged(RootLocale.format("has %d bytes with %d epochs", size, rows));
        }
        CompressionState state = body(content, architecture, rows);
        StateFaults.find(state).ifPresent(fault -> {
            throw damaged(fault);
        });
        Schedule schedule = scheduleOf(state, schedules);
        requireInside(schedule, state.stage, state.epoch);
        state.history.forEach(row -> requireInside(schedule, row.stage(), row.epoch()));
        return state;
    }

    private Schedule scheduleOf(CompressionState state, Function<CompressionState, Schedule> schedules) {
        try {
            return schedules.apply(state);
        } catch (IllegalArgumentException e) {
            throw damaged("does not fit: " + e.getMessage());
        }
    }

    private void requireInside(Schedule schedule, int stage, int epoch) {
        int stages = schedule.stages().size();
        boolean ended = stage == stages && epoch == 0;
        boolean running = stage >= 0
                && stage < stages
                && epoch >= 0
                && epoch <= schedule.stages().get(stage).training().epochs();
        if (!ended && !running) {
            throw damaged(RootLocale.format("is at stage %d, epoch %d", stage, epoch));
        }
    }

    private CompressionState body(ByteBuffer content, NetworkModel architecture, int rows) {
        var state = new CompressionState(architecture);
        state.stage = content.getInt();
        state.epoch = content.getInt();
        state.step = content.getLong();
        state.rho = content.getFloat();
        state.residual = content.getDouble();
        state.searchRounds = content.getInt();
        state.searchEnded = flag(content.getInt());
        Arrays.setAll(state.library, i -> content.getInt());
        floats(state).forEach(array -> getFloats(content, array));
        flags(state).forEach(array -> getFlags(content, array));
        for (int i = 0; i < rows; i++) {
            state.history.add(row(content));
        }
        supports(content, state);
        return state;
    }

    private void supports(ByteBuffer content, CompressionState state) {
        int count = content.getInt();
        int size = state.mask.length;
        if (count < 0
                || count > MOST_SUPPORTS
                || content.remaining() != DIGEST_BYTES + (long) count * longs(size) * Long.BYTES) {
            throw damaged(RootLocale.format("has %d masks of iterations in %d bytes", count, content.remaining()));
        }
        for (int i = 0; i < count; i++) {
            long[] words = new long[longs(size)];
            content.asLongBuffer().get(words);
            content.position(content.position() + words.length * Long.BYTES);
            BitSet support = BitSet.valueOf(words);
            if (support.length() > size) {
                throw damaged("has a mask of more weights than the network");
            }
            state.supports.add(support);
        }
    }

    private static void putSupport(ByteBuffer content, BitSet support, int size) {
        content.asLongBuffer().put(Arrays.copyOf(support.toLongArray(), longs(size)));
        content.position(content.position() + longs(size) * Long.BYTES);
    }

    private static int longs(int bits) {
        return (bits + Long.SIZE - 1) / Long.SIZE;
    }

    private InvalidInputException damaged(String found) {
        return InvalidInputException.of(file.toString(), "must be a checkpoint of this network, but %s", found);
    }

    private static String text(byte[] bytes, int position) {
        return new String(bytes, position, DIGEST_BYTES, StandardCharsets.US_ASCII);
    }

    private static long sizeBytes(NetworkModel architecture, int rows, int supports) {
        long parameters = architecture.parameters();
        int head = MAGIC.length
                + DIGEST_BYTES
                + (5 + KernelPatterns.COUNT) * Integer.BYTES
                + Long.BYTES
                + Float.BYTES
                + Double.BYTES;
        long state = parameters * (9 * Float.BYTES + 3) + 2L * architecture.depth() * Float.BYTES;
        long masks = Integer.BYTES + (long) supports * longs(architecture.parameters()) * Long.BYTES;
        return head + state + (long) rows * ROW_BYTES + masks + DIGEST_BYTES;
    }

    /** Views of what changes, in the order in which it is stored. */
    private static List<FloatBuffer> floats(CompressionState state) {
        return List.of(
                FloatBuffer.wrap(state.parameters),
                FloatBuffer.wrap(state.momentum),
                FloatBuffer.wrap(state.variance),
                state.z.data().asNioFloat(),
                state.u.data().asNioFloat(),
                FloatBuffer.wrap(state.dense),
                FloatBuffer.wrap(state.importance),
                FloatBuffer.wrap(state.accepted),
                FloatBuffer.wrap(state.average),
                FloatBuffer.wrap(state.intervals),
                FloatBuffer.wrap(state.thresholds));
    }

    private static List<boolean[]> flags(CompressionState state) {
        return List.of(state.mask, state.fixed, state.acceptedMask);
    }

    private static void putFloats(ByteBuffer content, FloatBuffer values) {
        content.asFloatBuffer().put(values);
        content.position(content.position() + values.capacity() * Float.BYTES);
    }

    private static void getFloats(ByteBuffer content, FloatBuffer values) {
        values.put(content.asFloatBuffer().limit(values.capacity()));
        content.position(content.position() + values.capacity() * Float.BYTES);
    }

    private static void putFlags(ByteBuffer content, boolean[] flags) {
        for (boolean flag : flags) {
            content.put((byte) (flag ? 1 : 0));
        }
    }

    private void getFlags(ByteBuffer content, boolean[] flags) {
        for (int i = 0; i < flags.length; i++) {
            flags[i] = flag(content.get());
        }
    }

    private boolean flag(int stored) {
        if (stored != 0 && stored != 1) {
            throw damaged("has a flag of " + stored);
        }
        return stored == 1;
    }

    private static void putRow(ByteBuffer content, HistoryRow row) {
        content.putInt(row.stage()).putInt(row.epoch());
        content.putDouble(row.loss()).putDouble(row.trainAccuracy()).putDouble(row.validationAccuracy());
        content.putDouble(row.residual()).putDouble(row.rho()).putDouble(row.learningRate());
        content.putDouble(row.maskShare());
    }

    private static HistoryRow row(ByteBuffer content) {
        return new HistoryRow(
                content.getInt(),
                content.getInt(),
                content.getDouble(),
                content.getDouble(),
                content.getDouble(),
                content.getDouble(),
                content.getDouble(),
                content.getDouble(),
                content.getDouble());
    }
}
