package archsim.compression.admm;

import archsim.compression.config.Quantisation;
import archsim.compression.config.Training;
import archsim.compression.network.CompactNetwork;
import archsim.compression.projection.TruncatedGaussian;
import archsim.compression.train.TernaryWeights;
import java.util.Optional;

/** Training with ternary weights: ends with all weights at their levels, which the steps that follow fix. */
record TernaryStage(String name, Quantisation.Ternary ternary) implements Stage {

    @Override
    public Training training() {
        return ternary.training();
    }

    @Override
    public void begin(CompressionState state) {
        state.resetOptimiser();
        state.rho = 0;
        state.residual = Double.NaN;
        for (int layer = 0; layer < state.thresholds.length; layer++) {
            float largest = 0;
            for (int i = from(state, layer); i < to(state, layer); i++) {
                largest = Math.max(largest, Math.abs(state.parameters[i]));
            }
            state.thresholds[layer] = (float) fit(state, layer).bounded(ternary.startOrUsual() * largest);
        }
    }

    @Override
    public Optional<TernaryWeights> shown(CompressionState state, CompactNetwork network) {
        return Optional.of(new TernaryWeights(network, state.thresholds, ternary.thresholdRateOrUsual()));
    }

    @Override
    public void end(CompressionState state) {
        for (int layer = 0; layer < state.thresholds.length; layer++) {
            state.intervals[layer] = (float) fit(state, layer).scale(state.thresholds[layer]);
        }
        new TernaryWeights(CompactNetwork.whole(state.architecture), state.thresholds, 0).show(state.parameters);
    }

    private static TruncatedGaussian fit(CompressionState state, int layer) {
        return TruncatedGaussian.fit(state.parameters, from(state, layer), to(state, layer));
    }

    private static int from(CompressionState state, int layer) {
        return state.architecture.weightOffset(layer);
    }

    private static int to(CompressionState state, int layer) {
        return state.architecture.biasOffset(layer);
    }
}
