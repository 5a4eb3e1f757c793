package archsim.compression.train.layer;

import archsim.compression.network.CompactBlock;
import archsim.compression.network.CompactLayer;
import archsim.compression.network.Taps;

/**
 * A convolution weight by weight: each adds its scaled input to all outputs of its filter, as one run.
 *
 * <p>For layers of which few weights are left, and for depthwise ones.
 */
public final class TapConvolution implements SliceOp {

    private final CompactLayer layer;
    private final GradientInput input;
    private final ActivationBuffer output;
    private final Planes planes;
    private final Matrix inputs;
    private final Matrix inputGradients;
    private final Matrix outputs;
    private final Matrix outputGradients;
    private final Matrix ones;
    private final float[] zeros;

    public TapConvolution(CompactLayer layer, GradientInput input, ActivationBuffer output) {
        this.layer = layer;
        this.input = input;
        this.output = output;
        this.planes = new Planes(layer.spec(), output.images());
        this.inputs = new Matrix(layer.channels(), planes.inputPlane());
        this.inputGradients = new Matrix(layer.channels(), input.wanted() ? planes.inputPlane() : 1);
        this.outputs = new Matrix(1, planes.outputPlane());
        this.outputGradients = new Matrix(1, planes.outputPlane());
        this.ones = new Matrix(1, planes.run());
        ones.array().assign(1);
        this.zeros = new float[Math.max(planes.inputPlane(), planes.outputPlane())];
    }

    @Override
    public void forward(Pass pass) {
        planes.load(input.signal(), inputs);
        for (int filter = 0; filter < layer.filters(); filter++) {
            CompactBlock block = layer.blocks().get(filter);
            outputs.put(0, zeros, 0, planes.outputPlane());
            for (int tap = 0; tap < block.taps().count(); tap++) {
                float weight = pass.parameters()[block.weightOffset() + tap];
                outputs.addScaled(0, weight, inputs, planes.start(block.taps(), tap), planes.run());
            }
            planes.readOutputs(outputs, output.values(), filter * output.plane());
        }
        Biases.add(layer, pass.parameters(), output);
    }

    @Override
    public void backward(Pass pass) {
        if (input.wanted()) {
            for (int channel = 0; channel < layer.channels(); channel++) {
                inputGradients.put(channel * planes.inputPlane(), zeros, 0, planes.inputPlane());
            }
        }
        for (int filter = 0; filter < layer.filters(); filter++) {
            planes.writeOutputs(outputGradients, output.gradient(), filter * output.plane());
            if (layer.spec().biased()) {
                pass.gradient()[layer.biasOffset() + filter] = outputGradients.dot(0, ones, 0, planes.run());
            }
            backward(layer.blocks().get(filter), pass);
        }
        if (input.wanted()) {
            planes.unload(inputGradients, input);
        }
    }

    private void backward(CompactBlock block, Pass pass) {
        Taps taps = block.taps();
        for (int tap = 0; tap < taps.count(); tap++) {
            int weight = block.weightOffset() + tap;
            int start = planes.start(taps, tap);
            pass.gradient()[weight] = outputGradients.dot(0, inputs, start, planes.run());
            if (input.wanted()) {
                inputGradients.addScaled(start, pass.parameters()[weight], outputGradients, 0, planes.run());
            }
        }
    }

    @Override
    public void close() {
        inputs.close();
        inputGradients.close();
        outputs.close();
        outputGradients.close();
        ones.close();
    }
}
