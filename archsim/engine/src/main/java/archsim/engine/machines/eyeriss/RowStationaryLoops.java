package archsim.engine.machines.eyeriss;

import archsim.base.Ceil;
import archsim.engine.tiling.KeptLayer;
import archsim.engine.tiling.Patch;
import archsim.workloads.LayerShape;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The loop bounds of one group of a layer, as a row-stationary array sees them: what is pruned away as a whole filter or
 * channel is gone, and the input is padded.
 *
 * @param images N
 * @param channels C that some kept weight reads
 * @param filters M, of the group that keeps most
 * @param outputRows E
 * @param outputColumns F
 * @param filterRows R
 * @param filterColumns S
 * @param inputColumns W, padding included
 * @param shape of the whole layer
 */
record RowStationaryLoops(
        int images,
        int channels,
        int filters,
        int outputRows,
        int outputColumns,
        int filterRows,
        int filterColumns,
        int inputColumns,
        LayerShape shape) {

    static RowStationaryLoops of(KeptLayer layer) {
        LayerShape shape = layer.shape();
        return new RowStationaryLoops(
                shape.n(),
                layer.keptChannels(0, shape.channelsPerGroup()),
                layer.mostFilters(),
                shape.p(),
                shape.q(),
                shape.r(),
                shape.s(),
                shape.columns().padded(),
                shape);
    }

    /** Input rows below {@code rows} output rows, padding included. */
    int inputRows(int rows) {
        return (rows - 1) * shape.rows().stride() + filterRows;
    }

    /** Input rows below all strips of at most {@code rows} output rows, padding included; shared rows count twice. */
    long inputRowsOfStrips(int rows) {
        long strips = Ceil.div(outputRows, rows);
        return (long) outputRows * shape.rows().stride()
                + strips * (filterRows - shape.rows().stride());
    }

    /** Multiply-accumulates, padding included. */
    long macs() {
        return outputs() * channels * filterRows * filterColumns;
    }

    long outputs() {
        return (long) images * filters * outputRows * outputColumns;
    }

    long filterWords() {
        return (long) filters * channels * filterRows * filterColumns;
    }

    /** Words of all inputs for strips of at most {@code rows} output rows, padding included. */
    long inputWords(int rows) {
        return (long) images * channels * inputRowsOfStrips(rows) * inputColumns;
    }

    /** The cuts of one image into strips of at most {@code rows} output rows. */
    Stream<Patch> strips(int rows) {
        return IntStream.iterate(0, from -> from < outputRows, from -> from + rows)
                .mapToObj(from -> new Patch(from, Math.min(outputRows, from + rows), 0, outputColumns));
    }
}
