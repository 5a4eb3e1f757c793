package archsim.compression.admm;

import archsim.compression.config.Training;

/**
 * Training of whatever is left.
 *
 * @param dense whether this is the training of the whole network, whose result is kept for comparison
 */
record TrainingStage(String name, Training training, boolean dense) implements Stage {

    @Override
    public boolean averages() {
        return true;
    }

    @Override
    public void begin(CompressionState state) {
        state.resetOptimiser();
        state.rho = 0;
        state.residual = Double.NaN;
    }

    @Override
    public void end(CompressionState state) {
        if (dense) {
            System.arraycopy(state.parameters, 0, state.dense, 0, state.dense.length);
        }
    }
}
