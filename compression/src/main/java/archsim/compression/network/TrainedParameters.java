package archsim.compression.network;

import archsim.workloads.imports.TrainedWeights;
import archsim.workloads.imports.TrainedWeights.Normalisation;
import archsim.workloads.imports.TrainedWeights.TrainedLayer;

/**
 * Puts trained weights where a network's parameters lie.
 *
 * <p>A normalisation of the file becomes that of the network, or is multiplied into weights and biases where the network has
 * none; where only the network has one it is without effect but for the biases.
 */
public final class TrainedParameters {

    private final NetworkModel architecture;
    private final float[] parameters;

    private TrainedParameters(NetworkModel architecture) {
        this.architecture = architecture;
        this.parameters = architecture.initial(0);
    }

    /**
     * All parameters of {@code architecture}: a new array.
     *
     * @param trained of all its layers, by name
     */
    public static float[] of(NetworkModel architecture, TrainedWeights trained) {
        var placed = new TrainedParameters(architecture);
        for (int layer = 0; layer < architecture.depth(); layer++) {
            String name = architecture.layer(layer).name();
            placed.place(
                    layer,
                    trained.layers().stream()
                            .filter(candidate -> candidate.name().equals(name))
                            .findFirst()
                            .orElseThrow());
        }
        return placed.parameters;
    }

    private void place(int layer, TrainedLayer trained) {
        float[] weights = trained.weights();
        System.arraycopy(weights, 0, parameters, architecture.weightOffset(layer), weights.length);
        if (architecture.normOf(layer).isPresent()) {
            int norm = architecture.offset(architecture.normOf(layer).getAsInt());
            trained.normalisation()
                    .ifPresentOrElse(found -> normalise(norm, trained, found), () -> neutral(norm, trained.biases()));
        } else {
            trained.normalisation()
                    .ifPresentOrElse(found -> fold(layer, trained, found), () -> biases(layer, trained.biases()));
        }
    }

    private void biases(int layer, float[] biases) {
        System.arraycopy(biases, 0, parameters, architecture.biasOffset(layer), biases.length);
    }

    private void normalise(int norm, TrainedLayer trained, Normalisation found) {
        int filters = trained.biases().length;
        for (int i = 0; i < filters; i++) {
            double variance = found.variances()[i] + found.epsilon() - Node.BatchNorm.EPSILON;
            put(norm, filters, i, found.factors()[i], found.summands()[i], found.means()[i], (float) variance);
            parameters[norm + 2 * filters + i] -= trained.biases()[i];
        }
    }

    /** A normalisation that only adds {@code biases}. */
    private void neutral(int norm, float[] biases) {
        for (int i = 0; i < biases.length; i++) {
            put(norm, biases.length, i, 1, biases[i], 0, (float) (1 - Node.BatchNorm.EPSILON));
        }
    }

    private void put(int norm, int filters, int i, float factor, float summand, float mean, float variance) {
        parameters[norm + i] = factor;
        parameters[norm + filters + i] = summand;
        parameters[norm + 2 * filters + i] = mean;
        parameters[norm + 3 * filters + i] = variance;
    }

    private void fold(int layer, TrainedLayer trained, Normalisation found) {
        int columns = architecture.layer(layer).columns();
        int weight = architecture.weightOffset(layer);
        for (int i = 0; i < trained.biases().length; i++) {
            double scale = found.factors()[i] / Math.sqrt(found.variances()[i] + found.epsilon());
            for (int column = 0; column < columns; column++, weight++) {
                parameters[weight] = (float) (parameters[weight] * scale);
            }
            double centred = trained.biases()[i] - (double) found.means()[i];
            parameters[architecture.biasOffset(layer) + i] = (float) (found.summands()[i] + scale * centred);
        }
    }
}
