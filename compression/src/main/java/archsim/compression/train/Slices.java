package archsim.compression.train;

import archsim.base.RootLocale;
import archsim.compression.network.CompactBlock;
import archsim.compression.network.CompactLayer;
import archsim.compression.network.CompactNetwork;
import archsim.compression.train.layer.Matrix;
import archsim.compression.train.layer.WinogradConvolution;
import java.util.ArrayList;
import java.util.List;

/** A network once for each slice of a batch, with the weights of dense products in matrices that all slices read. */
final class Slices implements AutoCloseable {

    private final CompactNetwork network;
    private final List<List<Matrix>> weights = new ArrayList<>();
    private final List<SliceNetwork> slices = new ArrayList<>();

    Slices(CompactNetwork network, int batchSize, int count) {
        if (count < 1 || batchSize < count || batchSize % count != 0) {
            throw new IllegalArgumentException(
                    RootLocale.format("batchSize must be a multiple of the %d slices, was %d", count, batchSize));
        }
        this.network = network;
        for (CompactLayer layer : network.layers()) {
            var matrices = new ArrayList<Matrix>();
            if (multiplies(layer)) {
                layer.blocks()
                        .forEach(block -> matrices.add(
                                new Matrix(block.filters(), block.taps().count())));
            }
            weights.add(matrices);
        }
        for (int i = 0; i < count; i++) {
            slices.add(new SliceNetwork(network, batchSize / count, weights));
        }
    }

    /** Whether a layer is a product of matrices that all slices share. */
    static boolean multiplies(CompactLayer layer) {
        return !layer.sparse() && !WinogradConvolution.suits(layer);
    }

    SliceNetwork get(int index) {
        return slices.get(index);
    }

    /** How many. */
    int count() {
        return slices.size();
    }

    /** Images of one slice. */
    int images() {
        return slices.get(0).images();
    }

    /** Puts the weights where the products read them. */
    void publish(float[] parameters) {
        for (int i = 0; i < weights.size(); i++) {
            List<CompactBlock> blocks = network.layers().get(i).blocks();
            for (int b = 0; b < weights.get(i).size(); b++) {
                CompactBlock block = blocks.get(b);
                weights.get(i)
                        .get(b)
                        .put(
                                0,
                                parameters,
                                block.weightOffset(),
                                block.filters() * block.taps().count());
            }
        }
    }

    @Override
    public void close() {
        slices.forEach(SliceNetwork::close);
        weights.forEach(matrices -> matrices.forEach(Matrix::close));
    }
}
