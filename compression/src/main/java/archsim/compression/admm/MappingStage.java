package archsim.compression.admm;

import archsim.compression.config.Training;

/**
 * Mapping onto a set without any training: one-shot pruning.
 *
 * @param set that the weights are mapped onto
 */
record MappingStage(String name, WeightSet set) implements Stage {

    @Override
    public Training training() {
        return new Training(0, 0, 0);
    }

    @Override
    public void begin(CompressionState state) {
        set.begin(state);
    }

    @Override
    public void end(CompressionState state) {
        set.map(state);
    }
}
