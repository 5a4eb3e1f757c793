package archsim.compression.network;

import archsim.base.InvalidInputException;
import archsim.base.Suggestion;
import archsim.workloads.network.Network;
import archsim.workloads.network.Networks;
import java.util.List;

/** The networks that can be trained: those of {@code workloads/networks} whose graph is known from their layers. */
public final class Architectures {

    private Architectures() {}

    /** Names of the networks that ship and can be trained, in alphabetical order. */
    public static List<String> names() {
        return Networks.names().stream()
                .filter(name -> NetworkGraph.canTrain(Networks.shipped(name)))
                .toList();
    }

    /** Whether a network ships under {@code name} and can be trained. */
    public static boolean canTrain(String name) {
        return Networks.names().contains(name) && NetworkGraph.canTrain(Networks.shipped(name));
    }

    /**
     * The network that ships under {@code name}.
     *
     * @throws InvalidInputException if none does, or it cannot be trained
     */
    public static NetworkModel named(String name) {
        if (!Networks.names().contains(name)) {
            throw InvalidInputException.of(
                    name,
                    "is no network that can be trained%s, expected one of %s",
                    Suggestion.sentence(name, names()),
                    String.join(", ", names()));
        }
        return of(Networks.shipped(name));
    }

    /**
     * The graph of {@code network}; see {@link NetworkGraph}.
     *
     * @throws InvalidInputException if it cannot be trained
     */
    public static NetworkModel of(Network network) {
        if (!NetworkGraph.canTrain(network)) {
            throw InvalidInputException.of(
                    network.name(), "cannot be trained: only chains and residual blocks of convolutions can");
        }
        return new NetworkGraph(network).build();
    }
}
