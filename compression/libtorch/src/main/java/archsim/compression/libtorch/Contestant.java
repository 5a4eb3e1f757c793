package archsim.compression.libtorch;

import archsim.compression.network.CompactNetwork;

/** Who trains what. */
enum Contestant {
    /** Ours, nothing pruned. */
    OWN("archsim, dense") {
        @Override
        Training start(Subject subject, int threads) {
            return own(subject, subject.dense(), threads);
        }
    },

    /** Libtorch, nothing pruned. */
    LIBTORCH("libtorch, dense") {
        @Override
        Training start(Subject subject, int threads) {
            return new LibtorchTraining(subject, weights(subject), true);
        }
    },

    /** Ours, LeNet-5 rebuilt after structured pruning. */
    OWN_STRUCTURED("archsim, structured (5 and 12 filters)") {
        @Override
        Training start(Subject subject, int threads) {
            return own(subject, subject.structured(5, 12), threads);
        }

        @Override
        int steps(Subject subject) {
            return 6 * subject.steps();
        }
    },

    /** Libtorch without Adam, since a fused one could be had for less than DJL's. */
    LIBTORCH_WITHOUT_UPDATE("libtorch, dense, without the update") {
        @Override
        Training start(Subject subject, int threads) {
            return new LibtorchTraining(subject, weights(subject), false);
        }
    };

    private final String title;

    Contestant(String title) {
        this.title = title;
    }

    private static OwnTraining own(Subject subject, CompactNetwork network, int threads) {
        int images = Contestant.OWN_STRUCTURED.steps(subject) * subject.batch();
        return new OwnTraining(subject, network, weights(subject), images, threads);
    }

    private static float[] weights(Subject subject) {
        return subject.model().initial(3);
    }

    /** As the table calls it. */
    String title() {
        return title;
    }

    /** Steps of one block. */
    int steps(Subject subject) {
        return subject.steps();
    }

    /** Begins to train; libtorch's threads are set by a property when its process starts. */
    abstract Training start(Subject subject, int threads);
}
