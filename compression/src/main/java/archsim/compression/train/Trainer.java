package archsim.compression.train;

import archsim.compression.network.CompactLayer;
import archsim.compression.network.CompactNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * Trains and evaluates one compact network, batch by batch.
 *
 * <p>Holds native memory until closed.
 */
public final class Trainer implements AutoCloseable {

    /** Slices of a batch; fixed, since the order of summation decides the last bits of the result. */
    public static final int SLICES = 2;

    private final CompactNetwork network;
    private final ThreadTeam team;
    private final List<Matrix> weights = new ArrayList<>();
    private final List<SliceNetwork> slices = new ArrayList<>();
    private final float[] gradient;

    /** @param batchSize images of one step; a multiple of {@link #SLICES} */
    public Trainer(CompactNetwork network, int batchSize, ThreadTeam team) {
        if (batchSize < SLICES || batchSize % SLICES != 0) {
            throw new IllegalArgumentException(
                    "batchSize must be a multiple of %d, was %d".formatted(SLICES, batchSize));
        }
        this.network = network;
        this.team = team;
        this.gradient = new float[network.parameters()];
        for (CompactLayer layer : network.layers()) {
            weights.add(new Matrix(layer.filters(), layer.columns()));
        }
        for (int i = 0; i < SLICES; i++) {
            slices.add(new SliceNetwork(network, batchSize / SLICES, weights));
        }
    }

    /** The network that is trained. */
    public CompactNetwork network() {
        return network;
    }

    /**
     * One pass over the images, in whole batches; images that do not fill the last one are left out.
     *
     * @param state parameters and optimiser state, updated
     * @param rateAt learning rate by the share of the epoch that is done, 0 to 1
     * @return loss and accuracy on the batches as they were trained, penalty not counted
     */
    public EpochScore trainEpoch(
            Samples samples, EpochOrder order, TrainState state, Penalty penalty, DoubleUnaryOperator rateAt) {
        int sliceSize = slices.get(0).images();
        int batchSize = sliceSize * SLICES;
        int batches = order.count() / batchSize;
        double loss = 0;
        long correct = 0;
        for (int batch = 0; batch < batches; batch++) {
            publish(state.parameters());
            int first = batch * batchSize;
            eachSlice(slice -> {
                int start = first + slice * sliceSize;
                for (int i = 0; i < sliceSize; i++) {
                    slices.get(slice).load(i, samples, order.image(start + i), order.shift(start + i));
                }
                slices.get(slice).train(state.parameters(), 1f / batchSize);
            });
            state.countStep();
            step(state, penalty, rateAt.applyAsDouble((double) batch / batches));
            for (SliceNetwork slice : slices) {
                loss += slice.loss();
                correct += slice.correct();
            }
        }
        long seen = Math.max(1, (long) batches * batchSize);
        return new EpochScore(loss / seen, (double) correct / seen);
    }

    /** Loss and accuracy on all {@code samples}. */
    public EpochScore evaluate(Samples samples, float[] parameters) {
        publish(parameters);
        int sliceSize = slices.get(0).images();
        double loss = 0;
        long correct = 0;
        for (int first = 0; first < samples.count(); first += sliceSize * SLICES) {
            int start = first;
            eachSlice(slice -> {
                int from = start + slice * sliceSize;
                int count = Math.max(0, Math.min(sliceSize, samples.count() - from));
                for (int i = 0; i < count; i++) {
                    slices.get(slice).load(i, samples, from + i, Shift.NONE);
                }
                slices.get(slice).evaluate(parameters, count);
            });
            for (SliceNetwork slice : slices) {
                loss += slice.loss();
                correct += slice.correct();
            }
        }
        int images = Math.max(1, samples.count());
        return new EpochScore(loss / images, (double) correct / images);
    }

    /**
     * What layer {@code layer} reads when the network sees the first {@code count} samples.
     *
     * @param count at most one slice
     * @return {@code [image][channel][row][column]} over the live channels
     */
    public float[] inputsOf(int layer, Samples samples, int count, float[] parameters) {
        SliceNetwork slice = slices.get(0);
        publish(parameters);
        for (int i = 0; i < count; i++) {
            slice.load(i, samples, i, Shift.NONE);
        }
        slice.forward(parameters);
        return imagesFirst(slice.inputOf(layer), slice.images(), count);
    }

    /** Logits {@code [image][class]} of the first {@code count} samples, at most one slice. */
    public float[] logits(Samples samples, int count, float[] parameters) {
        return inputsOf(network.layers().size(), samples, count, parameters);
    }

    private static float[] imagesFirst(float[] block, int images, int count) {
        int features = block.length / images;
        float[] result = new float[count * features];
        for (int image = 0; image < count; image++) {
            for (int i = 0; i < features; i++) {
                result[image * features + i] = block[i * images + image];
            }
        }
        return result;
    }

    /** The gradient of the last batch by the compact parameters, summed over its slices; a copy. */
    float[] gradient() {
        return gradient.clone();
    }

    private void publish(float[] parameters) {
        for (int i = 0; i < weights.size(); i++) {
            CompactLayer layer = network.layers().get(i);
            weights.get(i).put(0, parameters, layer.weightOffset(), layer.weights());
        }
    }

    private void step(TrainState state, Penalty penalty, double learningRate) {
        var work = new ArrayList<Runnable>();
        for (int thread = 0; thread < team.threads(); thread++) {
            int from = (int) ((long) gradient.length * thread / team.threads());
            int to = (int) ((long) gradient.length * (thread + 1) / team.threads());
            work.add(() -> {
                sumSlices(from, to);
                penalty.addTo(gradient, state.parameters(), from, to);
                state.update(gradient, learningRate, from, to);
            });
        }
        team.run(work);
    }

    private void sumSlices(int from, int to) {
        System.arraycopy(slices.get(0).gradient(), from, gradient, from, to - from);
        for (int slice = 1; slice < SLICES; slice++) {
            float[] part = slices.get(slice).gradient();
            for (int i = from; i < to; i++) {
                gradient[i] += part[i];
            }
        }
    }

    private void eachSlice(java.util.function.IntConsumer body) {
        var work = new ArrayList<Runnable>();
        for (int slice = 0; slice < SLICES; slice++) {
            int index = slice;
            work.add(() -> body.accept(index));
        }
        team.run(work);
    }

    @Override
    public void close() {
        slices.forEach(SliceNetwork::close);
        weights.forEach(Matrix::close);
    }
}
