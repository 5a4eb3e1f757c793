package archsim.compression.config;

/** How the learning rate goes from its first value to its last. */
public enum RateSchedule {
    /** Along half a cosine. */
    COSINE {
        @Override
        double rateAt(Training training, double done) {
            return training.rateAt(done);
        }
    },
    /** The first for half of the epochs, the geometric mean of both up to three quarters, then the last. */
    STEP {
        @Override
        double rateAt(Training training, double done) {
            double first = training.learningRate();
            double last = training.finalLearningRate();
            return done < 0.5 ? first : done < 0.75 ? Math.sqrt(first * last) : last;
        }
    };

    abstract double rateAt(Training training, double done);
}
