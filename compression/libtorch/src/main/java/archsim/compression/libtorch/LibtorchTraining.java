package archsim.compression.libtorch;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.XavierInitializer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Adam;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.ArrayList;
import java.util.List;

/** The same network in libtorch, through DJL; its batches lie ready as tensors of floats. */
final class LibtorchTraining implements Training {

    /** Batches that are trained on in turn. */
    private static final int BATCHES = 32;

    private final NDManager manager = NDManager.newBaseManager("PyTorch");
    private final Engine engine = manager.getEngine();
    private final Loss loss = Loss.softmaxCrossEntropyLoss();
    private final Optimizer adam = Adam.builder()
            .optLearningRateTracker(Tracker.fixed(LeNet.LEARNING_RATE))
            .build();
    private final List<NDList> images = new ArrayList<>();
    private final List<NDList> labels = new ArrayList<>();
    private final Block network;
    private final boolean updates;
    private int step;

    /** @param updates whether a step ends with Adam; if not, it is forward and back alone */
    LibtorchTraining(boolean updates) {
        this.updates = updates;
        byte[] pixels = LeNet.pixels(BATCHES * LeNet.BATCH);
        byte[] classes = LeNet.labels(BATCHES * LeNet.BATCH);
        int size = LeNet.BATCH * LeNet.SIDE * LeNet.SIDE;
        var shape = new Shape(LeNet.BATCH, 1, LeNet.SIDE, LeNet.SIDE);
        for (int batch = 0; batch < BATCHES; batch++) {
            images.add(new NDList(manager.create(floats(pixels, batch * size, size, 1f / 255), shape)));
            labels.add(new NDList(manager.create(floats(classes, batch * LeNet.BATCH, LeNet.BATCH, 1f))));
        }
        network = network();
        network.setInitializer(new XavierInitializer(), Parameter.Type.WEIGHT);
        network.initialize(manager, DataType.FLOAT32, shape);
        for (Parameter parameter : parameters()) {
            parameter.getArray().setRequiresGradient(true);
        }
    }

    private static float[] floats(byte[] bytes, int from, int count, float scale) {
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = (bytes[from + i] & 0xff) * scale;
        }
        return floats;
    }

    private static Block network() {
        return new SequentialBlock()
                .add(convolution(20))
                .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
                .add(Activation::relu)
                .add(convolution(50))
                .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
                .add(Activation::relu)
                .add(Blocks.batchFlattenBlock())
                .add(Linear.builder().setUnits(500).build())
                .add(Activation::relu)
                .add(Linear.builder().setUnits(LeNet.CLASSES).build());
    }

    private static Block convolution(int filters) {
        return Conv2d.builder()
                .setKernelShape(new Shape(5, 5))
                .setFilters(filters)
                .build();
    }

    private List<Parameter> parameters() {
        return network.getParameters().values();
    }

    /** Weights and biases. */
    long parameterCount() {
        return parameters().stream()
                .mapToLong(parameter -> parameter.getShape().size())
                .sum();
    }

    @Override
    public void train(int steps) {
        for (int i = 0; i < steps; i++, step++) {
            try (NDManager scope = manager.newSubManager()) {
                back(scope, step % BATCHES);
                if (updates) {
                    update();
                }
            }
        }
    }

    private void back(NDManager scope, int batch) {
        NDList input = images.get(batch);
        input.attach(scope);
        try (GradientCollector collector = engine.newGradientCollector()) {
            NDList logits = network.forward(new ParameterStore(scope, false), input, true);
            collector.backward(loss.evaluate(labels.get(batch), logits));
        }
        input.attach(manager);
    }

    /** DJL's Adam is libtorch's operations one after the other, in native code; it also clears the gradients. */
    private void update() {
        for (Parameter parameter : parameters()) {
            NDArray weights = parameter.getArray();
            try (NDArray gradient = weights.getGradient()) {
                adam.update(parameter.getId(), weights, gradient);
            }
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
