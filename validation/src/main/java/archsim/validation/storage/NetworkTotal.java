package archsim.validation.storage;

import archsim.validation.fact.Measurement;
import archsim.workloads.network.Network;
import archsim.workloads.network.Networks;

/**
 * A sum over the layers of a network that ships.
 *
 * @param network its name
 */
public record NetworkTotal(String network, Quantity quantity) implements Measurement {

    /** What is summed; MACs are for one image. */
    public enum Quantity {
        CONV_WEIGHTS,
        WEIGHTS,
        CONV_MACS,
        MACS,
        /** Weights, biases and all else that is learnt. */
        PARAMETERS
    }

    @Override
    public double value() {
        Network layers = Networks.shipped(network);
        return switch (quantity) {
            case CONV_WEIGHTS -> layers.convWeights();
            case WEIGHTS -> layers.convWeights() + layers.fullyConnectedWeights();
            case CONV_MACS -> layers.convMacs();
            case MACS -> layers.macs();
            case PARAMETERS -> layers.parameters().orElseThrow();
        };
    }
}
