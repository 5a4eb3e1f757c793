package archsim.compression.libtorch;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import archsim.compression.network.TensorShape;
import java.util.ArrayList;
import java.util.List;

/** The same network in libtorch, through DJL; its batches lie ready as tensors of floats. */
final class LibtorchTraining implements Training {

    /** Batches that are trained on in turn. */
    private static final int BATCHES = 4;

    private final NDManager manager = NDManager.newBaseManager("PyTorch");
    private final Engine engine = manager.getEngine();
    private final Loss loss = Loss.softmaxCrossEntropyLoss();
    private final Optimizer optimiser;
    private final List<NDArray> images = new ArrayList<>();
    private final List<NDArray> labels = new ArrayList<>();
    private final TorchNetwork network;
    private final boolean updates;
    private int step;

    /**
     * @param weights to start from
     * @param updates whether a step ends with the optimiser; if not, it is forward and back alone
     */
    LibtorchTraining(Subject subject, float[] weights, boolean updates) {
        this.updates = updates;
        this.optimiser = optimiser(subject);
        this.network = new TorchNetwork(subject.model(), weights, manager);
        TensorShape image = subject.model().input();
        byte[] pixels = subject.pixels(BATCHES * subject.batch());
        byte[] classes = subject.labels(BATCHES * subject.batch());
        int size = subject.batch() * image.size();
        var shape = new Shape(subject.batch(), image.channels(), image.height(), image.width());
        for (int batch = 0; batch < BATCHES; batch++) {
            images.add(manager.create(floats(pixels, batch * size, size, 1f / 255), shape));
            labels.add(manager.create(floats(classes, batch * subject.batch(), subject.batch(), 1f)));
        }
    }

    private static Optimizer optimiser(Subject subject) {
        Tracker rate = Tracker.fixed(subject.learningRate());
        return subject.learnsByAdam()
                ? Optimizer.adam().optLearningRateTracker(rate).build()
                : Optimizer.sgd()
                        .setLearningRateTracker(rate)
                        .optMomentum((float) Subject.MOMENTUM)
                        .build();
    }

    private static float[] floats(byte[] bytes, int from, int count, float scale) {
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = (bytes[from + i] & 0xff) * scale;
        }
        return floats;
    }

    /** Of libtorch, in our order. */
    float[] parameters() {
        return network.parameters();
    }

    @Override
    public double train(int steps) {
        double last = 0;
        for (int i = 0; i < steps; i++, step++) {
            try (NDManager scope = manager.newSubManager()) {
                last = back(scope, step % BATCHES);
                if (updates) {
                    update();
                }
            }
        }
        return last;
    }

    private double back(NDManager scope, int batch) {
        NDArray input = images.get(batch);
        input.attach(scope);
        try (GradientCollector collector = engine.newGradientCollector()) {
            NDArray value = loss.evaluate(new NDList(labels.get(batch)), new NDList(network.logits(input)));
            collector.backward(value);
            return value.getFloat();
        } finally {
            input.attach(manager);
        }
    }

    /** DJL's optimisers are libtorch's operations one after the other, in native code; they also clear the gradients. */
    private void update() {
        List<NDArray> learnt = network.learnt();
        for (int i = 0; i < learnt.size(); i++) {
            try (NDArray gradient = learnt.get(i).getGradient()) {
                optimiser.update(Integer.toString(i), learnt.get(i), gradient);
            }
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
