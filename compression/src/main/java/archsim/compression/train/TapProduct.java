package archsim.compression.train;

import archsim.compression.network.CompactBlock;
import archsim.compression.network.CompactLayer;
import archsim.compression.network.LayerSpec;
import archsim.compression.network.Taps;
import java.util.Arrays;

/**
 * A layer weight by weight: each adds its scaled input to the outputs of its filter, over runs with images innermost.
 *
 * <p>For layers of which few weights are left, and for depthwise ones.
 */
final class TapProduct implements SliceOp {

    private final CompactLayer layer;
    private final LayerSpec spec;
    private final Inlet input;
    private final Signal output;
    private final Window rows;
    private final Window columns;
    private final int images;
    private final float[] lanes;

    TapProduct(CompactLayer layer, Inlet input, Signal output) {
        this.layer = layer;
        this.spec = layer.spec();
        this.input = input;
        this.output = output;
        this.images = output.images();
        this.rows = new Window(spec.height(), spec.outputHeight(), spec.stride(), spec.padding());
        this.columns = new Window(spec.width(), spec.outputWidth(), spec.stride(), spec.padding());
        this.lanes = new float[output.plane()];
    }

    @Override
    public void forward(Pass pass) {
        float[] parameters = pass.parameters();
        for (int filter = 0; filter < layer.filters(); filter++) {
            int at = filter * output.plane();
            float bias = spec.biased() ? parameters[layer.biasOffset() + filter] : 0f;
            Arrays.fill(output.values(), at, at + output.plane(), bias);
            CompactBlock block = layer.blocks().get(filter);
            int tap = rows.plain() ? addFours(block, at, parameters) : 0;
            for (; tap < block.taps().count(); tap++) {
                float weight = parameters[block.weightOffset() + tap];
                eachRun(
                        block.taps(),
                        tap,
                        (out, in, length) ->
                                Lanes.addScaled(output.values(), at + out, weight, input.values(), in, length));
            }
        }
    }

    /** Four weights at a time read and write the outputs once; returns how many were done. */
    private int addFours(CompactBlock block, int at, float[] parameters) {
        Taps taps = block.taps();
        int line = spec.outputWidth() * images;
        int rowLength = spec.width() * images;
        int tap = 0;
        for (; tap + 4 <= taps.count(); tap += 4) {
            int weight = block.weightOffset() + tap;
            int a = position(taps, tap, 0, 0);
            int b = position(taps, tap + 1, 0, 0);
            int c = position(taps, tap + 2, 0, 0);
            int d = position(taps, tap + 3, 0, 0);
            for (int y = 0; y < spec.outputHeight(); y++) {
                int down = y * rowLength;
                Lanes.addScaled(
                        output.values(),
                        at + y * line,
                        parameters[weight],
                        parameters[weight + 1],
                        parameters[weight + 2],
                        parameters[weight + 3],
                        input.values(),
                        a + down,
                        b + down,
                        c + down,
                        d + down,
                        line);
            }
        }
        return tap;
    }

    @Override
    public void backward(Pass pass) {
        float[] outputGradient = output.gradient();
        float[] inputGradient = input.wanted() ? input.openGradient() : new float[0];
        for (int filter = 0; filter < layer.filters(); filter++) {
            int at = filter * output.plane();
            if (spec.biased()) {
                System.arraycopy(outputGradient, at, lanes, 0, output.plane());
                pass.gradient()[layer.biasOffset() + filter] = Lanes.sum(lanes, output.plane());
            }
            CompactBlock block = layer.blocks().get(filter);
            for (int tap = 0; tap < block.taps().count(); tap++) {
                int weight = block.weightOffset() + tap;
                pass.gradient()[weight] = weightGradient(block.taps(), tap, at, outputGradient);
                if (input.wanted()) {
                    float scale = pass.parameters()[weight];
                    eachRun(
                            block.taps(),
                            tap,
                            (out, in, length) ->
                                    Lanes.addScaled(inputGradient, in, scale, outputGradient, at + out, length));
                }
            }
        }
    }

    private float weightGradient(Taps taps, int tap, int at, float[] outputGradient) {
        int longest = runLength(taps, tap);
        Arrays.fill(lanes, 0, longest, 0f);
        eachRun(
                taps,
                tap,
                (out, in, length) -> Lanes.addProducts(lanes, outputGradient, at + out, input.values(), in, length));
        return Lanes.sum(lanes, longest);
    }

    /** Outputs {@code out} up to {@code out + length} of a filter read inputs from {@code in} on. */
    @FunctionalInterface
    private interface Run {
        void visit(int out, int in, int length);
    }

    private int runLength(Taps taps, int tap) {
        return spec.stride() == 1 ? (columns.end(taps.column(tap)) - columns.first(taps.column(tap))) * images : images;
    }

    private void eachRun(Taps taps, int tap, Run run) {
        int left = columns.first(taps.column(tap));
        int right = columns.end(taps.column(tap));
        int end = rows.end(taps.row(tap));
        int line = spec.outputWidth() * images;
        for (int y = rows.first(taps.row(tap)); y < end; y++) {
            if (spec.stride() == 1) {
                run.visit(y * line + left * images, position(taps, tap, y, left), (right - left) * images);
                continue;
            }
            for (int x = left; x < right; x++) {
                run.visit(y * line + x * images, position(taps, tap, y, x), images);
            }
        }
    }

    private int position(Taps taps, int tap, int y, int x) {
        int row = taps.channel(tap) * spec.height() + rows.input(y, taps.row(tap));
        return (row * spec.width() + columns.input(x, taps.column(tap))) * images;
    }
}
