package archsim.workloads.pruning;

import archsim.base.RootLocale;
import archsim.workloads.Activations;
import archsim.workloads.LayerShape;

/**
 * The recorded inputs of a layer as its filters read them: one vector an output position of each image, with an element a
 * weight of a filter, {@code [c/groups][r][s]}; padding is 0. Values are levels, whose unit falls out of every comparison
 * within a layer.
 */
final class CalibrationInputs {

    private final LayerShape shape;
    private final Activations inputs;
    private final int images;
    private final int columns;

    CalibrationInputs(LayerShape shape, Activations inputs) {
        long size = (long) shape.c() * shape.h() * shape.w();
        if (inputs.size() % size != 0) {
            throw new IllegalArgumentException(
                    RootLocale.format("%d recorded inputs are not those of images of %d", inputs.size(), size));
        }
        this.shape = shape;
        this.inputs = inputs;
        this.images = Math.toIntExact(inputs.size() / size);
        this.columns = Math.toIntExact(shape.weightsPerFilter());
    }

    /** What is done with the inputs of one output. */
    @FunctionalInterface
    private interface Use {
        void of(double[] read);
    }

    /** Euclidean norm of what each weight of a filter of {@code group} is multiplied by. */
    double[] norms(int group) {
        double[] norms = new double[columns];
        forEachOutput(group, read -> {
            for (int i = 0; i < columns; i++) {
                norms[i] += read[i] * read[i];
            }
        });
        for (int i = 0; i < columns; i++) {
            norms[i] = Math.sqrt(norms[i]);
        }
        return norms;
    }

    /** {@code X X^T}: the products of what each two weights of a filter of {@code group} are multiplied by, summed up. */
    double[][] gram(int group) {
        double[][] gram = new double[columns][columns];
        forEachOutput(group, read -> {
            for (int i = 0; i < columns; i++) {
                for (int j = 0; j <= i && read[i] != 0; j++) {
                    gram[i][j] += read[i] * read[j];
                }
            }
        });
        for (int i = 0; i < columns; i++) {
            for (int j = 0; j < i; j++) {
                gram[j][i] = gram[i][j];
            }
        }
        return gram;
    }

    private void forEachOutput(int group, Use use) {
        double[] read = new double[columns];
        for (int image = 0; image < images; image++) {
            for (int p = 0; p < shape.p(); p++) {
                for (int q = 0; q < shape.q(); q++) {
                    read(image, group, p, q, read);
                    use.of(read);
                }
            }
        }
    }

    private void read(int image, int group, int p, int q, double[] read) {
        int i = 0;
        for (int c = 0; c < shape.channelsPerGroup(); c++) {
            int plane = (image * shape.c() + group * shape.channelsPerGroup() + c) * shape.h();
            for (int r = 0; r < shape.r(); r++) {
                int y = p * shape.stride().rows()
                        - shape.padding().top()
                        + r * shape.dilation().rows();
                for (int s = 0; s < shape.s(); s++, i++) {
                    int x = q * shape.stride().columns()
                            - shape.padding().left()
                            + s * shape.dilation().columns();
                    boolean inside = y >= 0 && y < shape.h() && x >= 0 && x < shape.w();
                    read[i] = inside ? inputs.level((plane + y) * shape.w() + x) : 0;
                }
            }
        }
    }
}
