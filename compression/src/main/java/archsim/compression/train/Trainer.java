package archsim.compression.train;

import archsim.base.Steps;
import archsim.compression.network.CompactLayer;
import archsim.compression.network.CompactNetwork;
import archsim.compression.train.data.EpochOrder;
import archsim.compression.train.data.Samples;
import archsim.compression.train.data.Shift;
import archsim.compression.train.layer.Pass;
import java.util.ArrayList;
import java.util.function.DoubleUnaryOperator;

/**
 * Trains and evaluates one compact network, batch by batch.
 *
 * <p>Holds native memory until closed.
 */
public final class Trainer implements AutoCloseable {

    private final CompactNetwork network;
    private final ThreadTeam team;
    private final Slices slices;
    private final float[] gradient;

    /**
     * @param batchSize images of one step; a multiple of {@code slices}
     * @param slices of a batch, which threads work on beside each other; their number, not that of the threads, decides the
     *     order of summation and so the last bits of the result
     */
    public Trainer(CompactNetwork network, int batchSize, int slices, ThreadTeam team) {
        this.network = network;
        this.team = team;
        this.slices = new Slices(network, batchSize, slices);
        this.gradient = new float[network.parameters()];
    }

    /** The network that is trained. */
    public CompactNetwork network() {
        return network;
    }

    /** One pass over the images with nothing but cross entropy and {@code penalty} to minimise. */
    public EpochScore trainEpoch(
            Samples samples, EpochOrder order, TrainState state, Penalty penalty, DoubleUnaryOperator rateAt) {
        return trainEpoch(samples, order, state, Objective.PLAIN, penalty, rateAt);
    }

    /**
     * One pass over the images, in whole batches; images that do not fill the last one are left out.
     *
     * @param state parameters and optimiser state, updated
     * @param rateAt learning rate by the share of the epoch that is done, 0 to 1
     * @return loss and accuracy on the batches as they were trained, penalty and weight decay not counted
     */
    public EpochScore trainEpoch(
            Samples samples,
            EpochOrder order,
            TrainState state,
            Objective objective,
            Penalty penalty,
            DoubleUnaryOperator rateAt) {
        int batchSize = slices.images() * slices.count();
        int batches = order.count() / batchSize;
        double loss = 0;
        long correct = 0;
        for (int batch = 0; batch < batches; batch++) {
            state.ternary().ifPresent(ternary -> ternary.show(state.parameters()));
            back(samples, order, batch, state, objective);
            state.ternary().ifPresent(ternary -> ternary.hide(state.parameters()));
            state.countStep();
            step(state, objective, penalty, rateAt.applyAsDouble((double) batch / batches));
            for (int slice = 0; slice < slices.count(); slice++) {
                loss += slices.get(slice).loss().loss();
                correct += slices.get(slice).loss().correct();
            }
        }
        long seen = Math.max(1, (long) batches * batchSize);
        return new EpochScore(loss / seen, (double) correct / seen);
    }

    /** Forward and back with one batch. */
    private void back(Samples samples, EpochOrder order, int batch, TrainState state, Objective objective) {
        slices.publish(state.parameters());
        int sliceSize = slices.images();
        int first = batch * sliceSize * slices.count();
        var passes = new ArrayList<Pass>();
        for (int slice = 0; slice < slices.count(); slice++) {
            long seed = (order.seed() * 1_000_003 + batch) * slices.count() + slice;
            passes.add(new Pass(state.parameters(), slices.get(slice).gradient(), true, seed));
        }
        var work = new BatchStep(team, slices);
        float share = (float) order.mixShare(batch);
        int batchSize = sliceSize * slices.count();
        work.each(slice -> {
            int start = slice * sliceSize;
            for (int i = 0; i < sliceSize; i++) {
                int place = first + start + i;
                slices.get(slice).load(i, samples, order, place, first + (start + i + 1) % batchSize, share);
            }
        });
        work.forward(passes, state.parameters());
        work.each(slice -> {
            SliceNetwork pupil = slices.get(slice);
            float[] taught = objective
                    .teacher()
                    .map(teacher -> teacher.logits(slice, pupil, order, first + slice * sliceSize))
                    .orElse(new float[0]);
            pupil.beginBackward(objective, taught, 1f / (sliceSize * slices.count()));
        });
        work.backward(passes);
        work.finish();
    }

    /** Loss and accuracy on all {@code samples}. */
    public EpochScore evaluate(Samples samples, float[] parameters) {
        slices.publish(parameters);
        int sliceSize = slices.images();
        double loss = 0;
        long correct = 0;
        for (int first = 0; first < samples.count(); first += sliceSize * slices.count()) {
            int start = first;
            var work = new BatchStep(team, slices);
            work.each(slice -> {
                int from = start + slice * sliceSize;
                int count = Math.max(0, Math.min(sliceSize, samples.count() - from));
                for (int i = 0; i < count; i++) {
                    slices.get(slice).load(i, samples, from + i, Shift.NONE);
                }
                slices.get(slice).evaluate(parameters, count);
            });
            work.finish();
            for (int slice = 0; slice < slices.count(); slice++) {
                loss += slices.get(slice).loss().loss();
                correct += slices.get(slice).loss().correct();
            }
        }
        int images = Math.max(1, samples.count());
        return new EpochScore(loss / images, (double) correct / images);
    }

    /** The class that the network takes each of {@code samples} for: the one of the largest logit, of equals the first. */
    public int[] predictions(Samples samples, float[] parameters, Steps images) {
        slices.publish(parameters);
        int sliceSize = slices.images();
        int[] predicted = new int[samples.count()];
        for (int first = 0; first < predicted.length; first += sliceSize * slices.count()) {
            int start = first;
            var work = new BatchStep(team, slices);
            work.each(slice -> {
                int from = start + slice * sliceSize;
                int count = Math.max(0, Math.min(sliceSize, predicted.length - from));
                for (int i = 0; i < count; i++) {
                    slices.get(slice).load(i, samples, from + i, Shift.NONE);
                }
                float[] logits = slices.get(slice).forward(parameters);
                for (int i = 0; i < count; i++) {
                    predicted[from + i] = largest(logits, i, sliceSize);
                }
            });
            work.finish();
            images.done(Math.min(first + sliceSize * slices.count(), predicted.length), predicted.length);
        }
        return predicted;
    }

    private static int largest(float[] logits, int image, int images) {
        int best = 0;
        for (int c = 1; c < logits.length / images; c++) {
            best = logits[c * images + image] > logits[best * images + image] ? c : best;
        }
        return best;
    }

    /**
     * What layer {@code layer} reads when the network sees the first {@code count} samples.
     *
     * @param count at most one slice
     * @return {@code [image][channel][row][column]} over the live channels
     */
    public float[] inputsOf(int layer, Samples samples, int count, float[] parameters) {
        SliceNetwork slice = slices.get(0);
        slices.publish(parameters);
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

    private void step(TrainState state, Objective objective, Penalty penalty, double learningRate) {
        boolean summed = state.ternary().isPresent();
        if (summed) {
            share(this::sumSlices);
            state.ternary().get().learn(gradient, learningRate);
        }
        share((from, to) -> {
            if (!summed) {
                sumSlices(from, to);
            }
            penalty.addTo(gradient, state.parameters(), from, to);
            decay(objective, state.parameters(), from, to);
            shrink(objective, state, learningRate, from, to);
            state.update(gradient, learningRate, from, to);
        });
    }

    /** Work on parameters {@code from} up to but without {@code to}. */
    @FunctionalInterface
    private interface Part {
        void run(int from, int to);
    }

    /** The threads share all parameters. */
    private void share(Part part) {
        var work = new ArrayList<Runnable>();
        for (int thread = 0; thread < team.threads(); thread++) {
            int from = (int) ((long) gradient.length * thread / team.threads());
            int to = (int) ((long) gradient.length * (thread + 1) / team.threads());
            work.add(() -> part.run(from, to));
        }
        team.run(work);
    }

    private void sumSlices(int from, int to) {
        System.arraycopy(slices.get(0).gradient(), from, gradient, from, to - from);
        for (int slice = 1; slice < slices.count(); slice++) {
            float[] part = slices.get(slice).gradient();
            for (int i = from; i < to; i++) {
                gradient[i] += part[i];
            }
        }
    }

    /** Takes the decoupled decay off the weights that may move. */
    private void shrink(Objective objective, TrainState state, double learningRate, int from, int to) {
        float keep = (float) (1 - learningRate * objective.decoupledDecay());
        if (objective.decoupledDecay() == 0) {
            return;
        }
        for (CompactLayer layer : network.layers()) {
            int last = Math.min(to, layer.biasOffset());
            for (int i = Math.max(from, layer.weightOffset()); i < last; i++) {
                state.parameters()[i] *= state.trainable()[i] == 0 ? 1f : keep;
            }
        }
    }

    private void decay(Objective objective, float[] parameters, int from, int to) {
        float decay = (float) objective.weightDecay();
        if (decay == 0) {
            return;
        }
        for (CompactLayer layer : network.layers()) {
            int last = Math.min(to, layer.biasOffset());
            for (int i = Math.max(from, layer.weightOffset()); i < last; i++) {
                gradient[i] += decay * parameters[i];
            }
        }
    }

    @Override
    public void close() {
        slices.close();
    }
}
