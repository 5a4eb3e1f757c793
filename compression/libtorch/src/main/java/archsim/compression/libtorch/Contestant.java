package archsim.compression.libtorch;

/** Who trains what. */
enum Contestant {
    /** Ours, nothing pruned. */
    OWN("archsim, dense", 32) {
        @Override
        Training start(int threads) {
            return new OwnTraining(LeNet.dense(), threads);
        }
    },

    /** Ours, rebuilt after structured pruning. */
    OWN_STRUCTURED("archsim, structured (5 and 12 filters)", 192) {
        @Override
        Training start(int threads) {
            return new OwnTraining(LeNet.structured(5, 12), threads);
        }
    },

    /** Libtorch, nothing pruned. */
    LIBTORCH("libtorch, dense", 32) {
        @Override
        Training start(int threads) {
            return new LibtorchTraining(true);
        }
    },

    /** Libtorch without Adam, since a fused one could be had for less than DJL's. */
    LIBTORCH_WITHOUT_UPDATE("libtorch, dense, without the update", 32) {
        @Override
        Training start(int threads) {
            return new LibtorchTraining(false);
        }
    };

    private final String title;
    private final int steps;

    Contestant(String title, int steps) {
        this.title = title;
        this.steps = steps;
    }

    /** As the table calls it. */
    String title() {
        return title;
    }

    /** Steps of one block: enough to be far above the 10 ms in which Linux counts processor time. */
    int steps() {
        return steps;
    }

    /** Begins to train; libtorch's threads are set by a property when its process starts. */
    abstract Training start(int threads);
}
