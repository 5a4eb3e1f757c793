package archsim.workloads.pruning;

import archsim.base.RootLocale;
import archsim.workloads.Activations;
import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import java.util.Arrays;

/**
 * A layer that is pruned by a criterion.
 *
 * @param shape of the layer
 * @param projection that says how many weights, and in which pattern
 * @param outputs whether the filters are the network's outputs, which all stay
 */
record CalibratedLayer(LayerShape shape, Projection projection, boolean outputs) {

    /**
     * Sets the weights that go to zero, and changes others where the criterion does.
     *
     * @param weights {@code [k][c/groups][r][s]}; changed
     * @param inputs recorded ones
     * @return which weights stay
     */
    Mask prune(float[] weights, Criterion criterion, Activations inputs) {
        var read = new CalibrationInputs(shape, inputs);
        Mask kept = criterion == Criterion.SPARSEGPT ? byReconstruction(weights, read) : byNorms(weights, read);
        for (int i = 0; i < weights.length; i++) {
            weights[i] = kept.get(i) ? weights[i] : 0;
        }
        return kept;
    }

    private Mask byNorms(float[] weights, CalibrationInputs read) {
        int width = Math.toIntExact(shape.weightsPerFilter());
        float[] worth = new float[weights.length];
        for (int group = 0; group < shape.groups(); group++) {
            double[] norms = read.norms(group);
            int from = group * shape.filtersPerGroup() * width;
            for (int i = from; i < from + shape.filtersPerGroup() * width; i++) {
                worth[i] = (float) (Math.abs(weights[i]) * norms[i % width]);
            }
        }
        return projection instanceof SingleWeights single
                ? byFilter(worth, width, single)
                : projection.project(worth, shape, outputs);
    }

    private Mask byFilter(float[] worth, int width, SingleWeights single) {
        boolean[] kept = new boolean[worth.length];
        for (int from = 0; from < worth.length; from += width) {
            float[] filter = Arrays.copyOfRange(worth, from, from + width);
            Mask stays = single.project(filter, shape, outputs);
            for (int i = 0; i < width; i++) {
                kept[from + i] = stays.get(i);
            }
        }
        return Mask.of(kept.length, i -> kept[i]);
    }

    private Mask byReconstruction(float[] weights, CalibrationInputs read) {
        int width = Math.toIntExact(shape.weightsPerFilter());
        boolean[] kept = new boolean[weights.length];
        for (int group = 0; group < shape.groups(); group++) {
            double[][] rows = new double[shape.filtersPerGroup()][width];
            int from = group * rows.length * width;
            for (int i = 0; i < rows.length * width; i++) {
                rows[i / width][i % width] = weights[from + i];
            }
            var pruned = new SparseGpt(rows, read.gram(group));
            prune(pruned);
            for (int i = 0; i < rows.length * width; i++) {
                weights[from + i] = (float) rows[i / width][i % width];
                kept[from + i] = pruned.kept()[i / width][i % width];
            }
        }
        return Mask.of(kept.length, i -> kept[i]);
    }

    private void prune(SparseGpt pruned) {
        if (projection instanceof SingleWeights single) {
            pruned.prune(single.rate());
        } else if (projection instanceof Groups groups) {
            pruned.prune(groups.n(), groups.m());
        } else {
            throw new IllegalArgumentException(RootLocale.format(
                    "weights are made up for one by one or by groups, not by %s", projection.describe()));
        }
    }
}
