package archsim.engine.dram;

import java.util.SplittableRandom;

/** The order in which artificial traffic visits a memory. */
public enum AccessPattern {
    /** Burst after burst. */
    SEQUENTIAL {
        @Override
        long next(long previous, long capacityBursts, SplittableRandom random) {
            return previous + 1;
        }
    },
    /** Any burst of the memory, each as likely as every other. */
    RANDOM {
        @Override
        long next(long previous, long capacityBursts, SplittableRandom random) {
            return random.nextLong(capacityBursts);
        }
    };

    abstract long next(long previous, long capacityBursts, SplittableRandom random);
}
