package archsim.compression.admm;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.compression.config.CompressionConfig;
import archsim.compression.network.NetworkModel;
import archsim.compression.network.TensorShape;
import archsim.compression.train.data.Samples;
import archsim.workloads.dataset.DataSet;
import archsim.workloads.dataset.ImageSet;

/**
 * The training images of a data set, parted; its test images are left alone.
 *
 * @param training to learn from
 * @param validation the last ones, to watch and choose by
 */
record SplitData(Samples training, Samples validation) {

    /**
     * Parts {@code data}.
     *
     * @throws InvalidInputException with every reason why the network cannot learn from it
     */
    static SplitData of(DataSet data, NetworkModel architecture, CompressionConfig config) {
        var problems = new Problems(data.name());
        findFaults(data, architecture, config, problems);
        problems.throwIfAny();
        Samples images = samples(data.train(), config);
        int split = images.count() - config.validationImages();
        return new SplitData(images.part(0, split), images.part(split, images.count()));
    }

    /** Images as the network of {@code config} reads them. */
    static Samples samples(ImageSet images, CompressionConfig config) {
        return config.input()
                .map(input -> Samples.of(images, input.mean(), input.deviation()))
                .orElseGet(() -> Samples.of(images));
    }

    /** Adds every reason why the network cannot learn from {@code data}. */
    static void findFaults(DataSet data, NetworkModel architecture, CompressionConfig config, Problems problems) {
        TensorShape input = architecture.input();
        int c = data.train().c();
        int h = data.train().h();
        int w = data.train().w();
        if (c != input.channels() || h != input.height() || w != input.width()) {
            problems.add(
                    "",
                    "must hold images of %d x %d x %d, was %d x %d x %d",
                    input.channels(),
                    input.height(),
                    input.width(),
                    c,
                    h,
                    w);
        }
        int classes = Math.max(data.train().classes(), data.test().classes());
        if (classes > architecture.classes()) {
            problems.add("", "must have labels 0 to %d, was %d", architecture.classes() - 1, classes - 1);
        }
        int least = config.validationImages() + config.batchSize();
        if (data.train().n() < least) {
            problems.add(
                    "",
                    "must have at least %d training images (validation and one batch), was %d",
                    least,
                    data.train().n());
        }
    }
}
