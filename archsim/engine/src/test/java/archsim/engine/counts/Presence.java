package archsim.engine.counts;

import archsim.engine.Taps;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import java.util.List;
import java.util.stream.IntStream;

/** Which elements of a layer are there, and which filters and columns its compacted shape keeps, element by element. */
public final class Presence {

    private final LayerWorkload layer;
    private final LayerShape shape;
    private final boolean[] storedColumns;

    /** A layer of few weights. */
    public Presence(LayerWorkload layer) {
        this.layer = layer;
        shape = layer.shape();
        storedColumns = new boolean[Math.toIntExact(shape.weightsPerFilter())];
        for (int i = 0; i < layer.weights().size(); i++) {
            if (!layer.scheme().isStructured() || layer.weights().get(i)) {
                storedColumns[i % storedColumns.length] = true;
            }
        }
    }

    private int column(int c, int r, int s) {
        return (c * shape.r() + r) * shape.s() + s;
    }

    /** Whether the weight is not zero; {@code c} within the filter's group. */
    public boolean hasWeight(int k, int c, int r, int s) {
        return layer.weights().get(k * storedColumns.length + column(c, r, s));
    }

    /** Whether the input is there and not zero; positions in the padding are zero. */
    public boolean hasInput(int n, int c, int h, int w) {
        return h >= 0
                && h < shape.h()
                && w >= 0
                && w < shape.w()
                && layer.inputs().get(((n * shape.c() + c) * shape.h() + h) * shape.w() + w);
    }

    /** Whether some filter has a weight there, or the layer is not structured. */
    public boolean storesColumn(int c, int r, int s) {
        return storedColumns[column(c, r, s)];
    }

    /** Stored columns of channels {@code [from, to)}. */
    public int storedColumns(int from, int to) {
        return (int) IntStream.range(column(from, 0, 0), column(to, 0, 0))
                .filter(column -> storedColumns[column])
                .count();
    }

    /** Filters of a group, without those that structured pruning emptied. */
    public List<Integer> storedFilters(int group) {
        int first = group * shape.filtersPerGroup();
        return IntStream.range(first, first + shape.filtersPerGroup())
                .filter(k -> !layer.scheme().isStructured()
                        || layer.weights().count(k * storedColumns.length, (k + 1) * storedColumns.length) > 0)
                .boxed()
                .toList();
    }

    /** Stored filters of all groups. */
    public int storedFilters() {
        return IntStream.range(0, shape.groups())
                .map(group -> storedFilters(group).size())
                .sum();
    }

    /** Products of which both operands are there and not zero, at outputs that exist. */
    public long effectualMacs() {
        long macs = 0;
        for (int k = 0; k < shape.k(); k++) {
            int firstChannel = k / shape.filtersPerGroup() * shape.channelsPerGroup();
            for (int c = 0; c < shape.channelsPerGroup(); c++) {
                for (int r = 0; r < shape.r(); r++) {
                    for (int s = 0; s < shape.s(); s++) {
                        macs += hasWeight(k, c, r, s) ? inputsUnder(firstChannel + c, r, s) : 0;
                    }
                }
            }
        }
        return macs;
    }

    private long inputsUnder(int channel, int r, int s) {
        long inputs = 0;
        for (int n = 0; n < shape.n(); n++) {
            for (int p = 0; p < shape.p(); p++) {
                for (int q = 0; q < shape.q(); q++) {
                    int h = Taps.row(shape, p, r);
                    int w = Taps.column(shape, q, s);
                    inputs += hasInput(n, channel, h, w) ? 1 : 0;
                }
            }
        }
        return inputs;
    }
}
