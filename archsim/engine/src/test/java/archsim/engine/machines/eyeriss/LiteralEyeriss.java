package archsim.engine.machines.eyeriss;

import archsim.engine.Taps;
import archsim.engine.machines.LiteralLayer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import java.util.List;

/** Eyeriss word by word and product by product: 12 x 14 PEs, networks of 4 weights, 1 input and 4 sums a cycle. */
final class LiteralEyeriss {

    private final LiteralLayer layer;
    private final LayerShape shape;
    private final RowStationaryMapping mapping;
    private final List<Integer> channels;
    private String filtersInPes = "";
    private long cycles;
    private long products;
    private long gatedProducts;
    private long psumWords;
    private long weightWords;

    LiteralEyeriss(LayerWorkload workload, RowStationaryMapping mapping) {
        this.layer = new LiteralLayer(workload);
        this.shape = workload.shape();
        this.mapping = mapping;
        this.channels =
                layer.columns().stream().map(LiteralLayer.Column::c).distinct().toList();
        for (int group = 0; group < shape.groups(); group++) {
            List<Integer> filters = layer.filters(group);
            for (int f = 0; f < filters.size(); f += mapping.m()) {
                maps(group, filters.subList(f, Math.min(filters.size(), f + mapping.m())));
            }
        }
    }

    private void maps(int group, List<Integer> filters) {
        for (int n = 0; n < shape.n(); n += mapping.n()) {
            for (int row = 0; row < shape.p(); row += mapping.e()) {
                for (int c = 0; c < channels.size(); c += mapping.q() * mapping.r()) {
                    for (int f = 0; f < filters.size(); f += mapping.p() * mapping.t()) {
                        pass(group, part(filters, f, mapping.p() * mapping.t()), n, row, c);
                    }
                }
            }
        }
    }

    private static List<Integer> part(List<Integer> all, int from, int size) {
        return all.subList(from, Math.min(all.size(), from + size));
    }

    private void pass(int group, List<Integer> filters, int imageFrom, int rowFrom, int channelFrom) {
        List<Integer> ofPass = part(channels, channelFrom, mapping.q() * mapping.r());
        String wanted = group + " " + filters + " " + ofPass;
        boolean load = !wanted.equals(filtersInPes);
        filtersInPes = wanted;
        cycles += cyclesOfPass(load, Math.min(shape.p() - rowFrom, mapping.e()));
        weightWords += load ? (long) filters.size() * ofPass.size() * shape.r() * shape.s() : 0;
        for (int n = imageFrom; n < Math.min(shape.n(), imageFrom + mapping.n()); n++) {
            for (int p = rowFrom; p < Math.min(shape.p(), rowFrom + mapping.e()); p++) {
                for (int q = 0; q < shape.q(); q++) {
                    for (int filter = 0; filter < filters.size(); filter++) {
                        psumWords++;
                        multiply(group, n, p, q, ofPass);
                    }
                }
            }
        }
    }

    private void multiply(int group, int n, int p, int q, List<Integer> ofPass) {
        for (int c : ofPass) {
            for (int r = 0; r < shape.r(); r++) {
                for (int s = 0; s < shape.s(); s++) {
                    products++;
                    int h = Taps.row(shape, p, r);
                    int w = Taps.column(shape, q, s);
                    gatedProducts += isPresent(n, group * shape.channelsPerGroup() + c, h, w) ? 1 : 0;
                }
            }
        }
    }

    private boolean isPresent(int n, int c, int h, int w) {
        boolean padding = h < 0 || h >= shape.h() || w < 0 || w >= shape.w();
        return !padding && layer.hasInput(n, c, h, w);
    }

    /** A PE's clock, as of a full-sized pass, beside those of the three networks, which bring {@code rows} of the map. */
    private long cyclesOfPass(boolean load, int rows) {
        int inputRows = (rows - 1) * shape.rows().stride() + shape.r();
        int weights = mapping.p() * mapping.t() * mapping.q() * mapping.r() * shape.r() * shape.s();
        int passChannels = mapping.q() * mapping.r();
        long start = Math.max(load ? ceil(weights, 4) : 0, (long) inputRows * passChannels * shape.s());
        long paddedWidth = (long) shape.w()
                + shape.columns().paddingBefore()
                + shape.columns().paddingAfter();
        long inputsLeft = (long) inputRows * passChannels * (mapping.n() * paddedWidth - shape.s());
        long sums = 0;
        long pe = 0;
        for (int image = 0; image < mapping.n(); image++) {
            for (int q = 0; q < shape.q(); q++) {
                for (int filter = 0; filter < mapping.p(); filter++) {
                    pe += (long) mapping.q() * shape.s() + 1;
                    sums += (long) mapping.t() * rows;
                }
            }
        }
        return start + Math.max(pe, Math.max(inputsLeft, ceil(sums, 4)));
    }

    private static long ceil(long words, int width) {
        return (words + width - 1) / width;
    }

    long cycles() {
        return cycles;
    }

    long products() {
        return products;
    }

    long gatedProducts() {
        return gatedProducts;
    }

    long psumWords() {
        return psumWords;
    }

    long weightWords() {
        return weightWords;
    }
}
