package archsim.compression;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.Steps;
import archsim.compression.config.CompressionConfigs;
import archsim.compression.config.InputScaling;
import archsim.compression.network.CompactNetwork;
import archsim.compression.network.NetworkModel;
import archsim.compression.network.TensorShape;
import archsim.compression.train.ThreadTeam;
import archsim.compression.train.Trainer;
import archsim.compression.train.data.Samples;
import archsim.workloads.dataset.ImageSet;
import java.util.Arrays;
import java.util.List;

/**
 * How a network answers on labelled images.
 *
 * @param confusion {@code [class of the label][class of the answer]}, images of each
 */
public record Evaluation(List<List<Integer>> confusion) {

    private static final int SLICE_IMAGES = 16;
    private static final int SLICES = 8;

    public Evaluation {
        confusion = confusion.stream().map(List::copyOf).toList();
    }

    /**
     * Asks {@code network} about all {@code images}. Activations are floats.
     *
     * @param parameters all of the network's
     * @param input what a pixel becomes; no means and a deviation of 1 for pixels over 255
     * @param threads to compute with; never changes the result
     * @param asked hears how many images were
     */
    public static Evaluation of(
            NetworkModel network, float[] parameters, ImageSet images, InputScaling input, int threads, Steps asked) {
        int classes = network.classes();
        int[][] confusion = new int[classes][classes];
        int[] answers = answers(network, parameters, images, input, threads, asked);
        for (int image = 0; image < answers.length; image++) {
            confusion[images.label(image)][answers[image]]++;
        }
        return new Evaluation(Arrays.stream(confusion)
                .map(row -> Arrays.stream(row).boxed().toList())
                .toList());
    }

    /**
     * The class that {@code network} takes each of {@code images} for; parameters as of {@link #of}.
     *
     * @return one an image
     */
    public static int[] answers(
            NetworkModel network, float[] parameters, ImageSet images, InputScaling input, int threads, Steps asked) {
        Samples samples = Samples.of(images, input.mean(), input.deviation());
        try (var team = new ThreadTeam(threads);
                var trainer = new Trainer(CompactNetwork.whole(network), SLICE_IMAGES * SLICES, SLICES, team)) {
            return trainer.predictions(samples, parameters, asked);
        }
    }

    /**
     * Checks images before a network is asked.
     *
     * @param name of the data as their user gave it, for messages
     * @throws InvalidInputException with every reason why {@code network} cannot be asked about them
     */
    public static void check(NetworkModel network, ImageSet images, InputScaling input, String name) {
        var problems = new Problems(name);
        var found = new TensorShape(images.c(), images.h(), images.w());
        if (!found.equals(network.input())) {
            problems.add("", "must hold images of %s, was %s", network.input(), found);
        }
        if (images.classes() > network.classes()) {
            problems.add("", "must have labels 0 to %d, was %d", network.classes() - 1, images.classes() - 1);
        }
        if (input.mean().size() != 1 && input.mean().size() != images.c()) {
            problems.add(
                    "",
                    "has %d channels, but there are %d means",
                    images.c(),
                    input.mean().size());
        }
        problems.throwIfAny();
    }

    /** What the configuration that made a model says of its input; pixels over 255 where it says nothing. */
    public static InputScaling inputOf(String name, String configuration) {
        return CompressionConfigs.parse(name, configuration).input().orElse(InputScaling.PIXELS);
    }

    /** Images in all. */
    public int images() {
        return confusion.stream()
                .flatMap(List::stream)
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** Images of the class {@code label}. */
    public int images(int label) {
        return confusion.get(label).stream().mapToInt(Integer::intValue).sum();
    }

    /** Images of the class {@code label} that the network takes for what they are. */
    public int right(int label) {
        return confusion.get(label).get(label);
    }

    /** Images that the network takes for what they are. */
    public int right() {
        int right = 0;
        for (int label = 0; label < confusion.size(); label++) {
            right += right(label);
        }
        return right;
    }
}
