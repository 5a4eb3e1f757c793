package archsim.compression.network;

import archsim.base.InvalidInputException;
import archsim.base.Suggestion;
import archsim.workloads.InputFile;
import archsim.workloads.network.Network;
import archsim.workloads.network.Networks;
import java.util.List;

/** The networks that can be trained: those of {@code workloads/networks} whose graph is known from their layers. */
public final class Architectures {

    private Architectures() {}

    /** Names of the networks that ship and can be trained, in alphabetical order. */
    public static List<String> names() {
        return Networks.names().stream()
                .filter(name -> NetworkGraph.refusal(Networks.shipped(name)).isEmpty())
                .toList();
    }

    /**
     * The network that ships under {@code name}.
     *
     * @throws InvalidInputException if none does, or it cannot be trained
     */
    public static NetworkModel named(String name) {
        return of(shipped(name));
    }

    /**
     * The network in the file {@code nameOrFile}, or if there is no such file, the one that ships under this name.
     *
     * @throws InvalidInputException if there is neither, the file is faulty, or the network cannot be trained
     */
    public static Network find(String nameOrFile) {
        Network found = InputFile.exists(nameOrFile) ? Networks.find(nameOrFile) : shipped(nameOrFile);
        of(found);
        return found;
    }

    private static Network shipped(String name) {
        if (!Networks.names().contains(name)) {
            String hint = Suggestion.sentence(name, names());
            throw InvalidInputException.of(
                    name,
                    "is neither a file nor a network that can be trained%s",
                    hint.isEmpty() ? ", expected one of " + String.join(", ", names()) : hint);
        }
        return Networks.shipped(name);
    }

    /**
     * The graph of {@code network}, as its file states it or as its layers tell; see {@link NetworkGraph} and {@link
     * StatedGraph}.
     *
     * @throws InvalidInputException if it cannot be trained, with the layer or step that prevents it
     */
    public static NetworkModel of(Network network) {
        NetworkGraph.refusal(network).ifPresent(reason -> {
            throw refused(network, reason);
        });
        try {
            return network.graph().isPresent() ? new StatedGraph(network).build() : new NetworkGraph(network).build();
        } catch (IllegalArgumentException e) {
            throw refused(network, e.getMessage());
        }
    }

    private static InvalidInputException refused(Network network, String reason) {
        return InvalidInputException.of(network.name(), "cannot be trained: %s", reason);
    }
}
