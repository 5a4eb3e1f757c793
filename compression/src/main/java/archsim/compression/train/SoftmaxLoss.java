package archsim.compression.train;

/** Softmax cross entropy over the logits {@code [class][image]} of one slice, with its gradient. */
final class SoftmaxLoss {

    private final int classes;
    private final int images;
    private final double[] probabilities;
    private final double[] soft;
    private final double[] taught;
    private double loss;
    private int correct;

    SoftmaxLoss(int classes, int images) {
        this.classes = classes;
        this.images = images;
        this.probabilities = new double[classes];
        this.soft = new double[classes];
        this.taught = new double[classes];
    }

    /** Summed over the images of the last call, in nats. */
    double loss() {
        return loss;
    }

    /** Images of the last call whose largest logit was their label's. */
    int correct() {
        return correct;
    }

    /** Cross entropy with the labels of the first {@code count} images. */
    void score(float[] logits, int[] labels, int count) {
        reset();
        for (int image = 0; image < count; image++) {
            int best = softmax(logits, image, 1, probabilities);
            loss -= log(probabilities[labels[image]]);
            correct += best == labels[image] ? 1 : 0;
        }
    }

    /**
     * Labels of the images of a slice, and of those that are mixed into them.
     *
     * @param share of the first, 0 to 1
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Targets(int[] labels, int[] partners, float share) {

        /** What the probability of class {@code c} should be. */
        double of(int image, int c, double right, double wrong) {
            double first = c == labels[image] ? right : wrong;
            return share == 1 ? first : share * first + (1 - share) * (c == partners[image] ? right : wrong);
        }
    }

    /**
     * Sets {@code gradient} to that of the summed loss times {@code scale}.
     *
     * @param teacherLogits as {@code logits}; not read if {@code objective} has no teacher
     */
    void train(
            float[] logits,
            Targets targets,
            Objective objective,
            float[] teacherLogits,
            float[] gradient,
            float scale) {
        reset();
        double share = objective.teacher().map(Teacher::share).orElse(0.0);
        double temperature = objective.teacher().map(Teacher::temperature).orElse(1.0);
        double right = 1 - objective.labelSmoothing();
        double wrong = objective.labelSmoothing() / Math.max(1, classes - 1);
        for (int image = 0; image < images; image++) {
            int best = softmax(logits, image, 1, probabilities);
            correct += best == targets.labels()[image] ? 1 : 0;
            for (int c = 0; c < classes; c++) {
                double target = targets.of(image, c, right, wrong);
                loss -= target == 0 ? 0 : (1 - share) * target * log(probabilities[c]);
                gradient[c * images + image] = (float) ((1 - share) * (probabilities[c] - target)) * scale;
            }
            if (share > 0) {
                distil(logits, teacherLogits, image, share, temperature, gradient, scale);
            }
        }
    }

    /** Adds {@code share T^2 KL(teacher, student)}, both softened by the temperature {@code T}. */
    private void distil(
            float[] logits, float[] teacher, int image, double share, double t, float[] gradient, float scale) {
        softmax(logits, image, t, soft);
        softmax(teacher, image, t, taught);
        for (int c = 0; c < classes; c++) {
            loss += share * t * t * taught[c] * (log(taught[c]) - log(soft[c]));
            gradient[c * images + image] += (float) (share * t * (soft[c] - taught[c])) * scale;
        }
    }

    private void reset() {
        loss = 0;
        correct = 0;
    }

    private static double log(double probability) {
        return Math.log(Math.max(probability, Double.MIN_NORMAL));
    }

    /** Writes the probabilities of one image; returns the class of the largest logit, of equals the first. */
    private int softmax(float[] logits, int image, double temperature, double[] result) {
        int best = 0;
        for (int c = 1; c < classes; c++) {
            best = logits[c * images + image] > logits[best * images + image] ? c : best;
        }
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            result[c] = Math.exp((logits[c * images + image] - logits[best * images + image]) / temperature);
            sum += result[c];
        }
        for (int c = 0; c < classes; c++) {
            result[c] /= sum;
        }
        return best;
    }
}
