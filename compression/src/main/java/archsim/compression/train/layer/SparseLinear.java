package archsim.compression.train.layer;

import archsim.compression.network.CompactBlock;
import archsim.compression.network.CompactLayer;
import archsim.compression.network.Taps;
import java.util.Arrays;

/** A fully connected layer weight by weight, for layers of which few are left: runs are as long as there are images. */
public final class SparseLinear implements SliceOp {

    private final CompactLayer layer;
    private final GradientInput input;
    private final ActivationBuffer output;
    private final int images;

    public SparseLinear(CompactLayer layer, GradientInput input, ActivationBuffer output) {
        this.layer = layer;
        this.input = input;
        this.output = output;
        this.images = output.images();
    }

    @Override
    public void forward(Pass pass) {
        float[] parameters = pass.parameters();
        for (int filter = 0; filter < layer.filters(); filter++) {
            int at = filter * images;
            float bias = layer.spec().biased() ? parameters[layer.biasOffset() + filter] : 0f;
            Arrays.fill(output.values(), at, at + images, bias);
            CompactBlock block = layer.blocks().get(filter);
            for (int tap = 0; tap < block.taps().count(); tap++) {
                float weight = parameters[block.weightOffset() + tap];
                Lanes.addScaled(output.values(), at, weight, input.values(), start(block.taps(), tap), images);
            }
        }
    }

    @Override
    public void backward(Pass pass) {
        float[] gradient = output.gradient();
        float[] inputGradient = input.wanted() ? input.openGradient() : new float[0];
        for (int filter = 0; filter < layer.filters(); filter++) {
            int at = filter * images;
            if (layer.spec().biased()) {
                pass.gradient()[layer.biasOffset() + filter] = Lanes.sum(gradient, at, images);
            }
            CompactBlock block = layer.blocks().get(filter);
            for (int tap = 0; tap < block.taps().count(); tap++) {
                int weight = block.weightOffset() + tap;
                int start = start(block.taps(), tap);
                pass.gradient()[weight] = Lanes.dot(gradient, at, input.values(), start, images);
                if (input.wanted()) {
                    Lanes.addScaled(inputGradient, start, pass.parameters()[weight], gradient, at, images);
                }
            }
        }
    }

    private int start(Taps taps, int tap) {
        int row = taps.channel(tap) * layer.spec().height() + taps.row(tap);
        return (row * layer.spec().width() + taps.column(tap)) * images;
    }
}
