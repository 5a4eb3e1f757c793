package archsim.compression.config;

import archsim.base.Fault.Code;
import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.compression.network.Architectures;
import archsim.compression.network.NetworkModel;
import archsim.workloads.Scheme;
import archsim.workloads.imports.TrainedWeights;
import archsim.workloads.network.Network;
import jakarta.json.Json;
import java.util.Map;

/** Finds what a well-formed configuration asks that its network cannot give. */
final class ConfigFaults {

    private final CompressionConfig config;
    private final Network network;
    private final NetworkModel architecture;
    private final Problems problems;

    ConfigFaults(CompressionConfig config, Network network, Problems problems) {
        this.config = config;
        this.network = network;
        this.architecture = Architectures.of(network);
        this.problems = problems;
    }

    void find() {
        if (config.batchSize() % config.slicesOrUsual() != 0) {
            problems.add(
                    "/batchSize",
                    "must be a multiple of the slices, %d, was %d",
                    config.slicesOrUsual(),
                    config.batchSize());
        }
        config.quantisation().ifPresent(this::quantisation);
        config.input().ifPresent(this::input);
        learning(config.learningOrPlain());
        config.from().ifPresent(this::from);
        if (config.methodOrPlain().byFisher() && config.learningOrPlain().descends()) {
            problems.add("/method/importance", "must not be \"fisher\" with sgd: Adam knows the gradients' squares");
        }
        if (config.scheme() == Scheme.DENSE) {
            dense();
        } else if (config.search().isPresent()) {
            search(config.search().get());
        } else if (config.rounds().isEmpty()) {
            problems.add(Code.EMPTY, "/rounds", "must have at least one round, was empty");
        }
        for (int i = 0; i < config.rounds().size(); i++) {
            Round round = config.rounds().get(i);
            new RoundFaults(architecture, config.schemeOf(round), problems, "/rounds/" + i).find(round);
            if (config.methodOrPlain().kindOrAdmm() == Method.Kind.ADMM) {
                RhoFaults.find(round.admm(), architecture, problems, "/rounds/" + i + "/admm");
            }
        }
    }

    private void dense() {
        if (!config.rounds().isEmpty()) {
            problems.add(
                    "/rounds",
                    "must be empty for the dense scheme, was %d rounds",
                    config.rounds().size());
        }
        if (config.search().isPresent()) {
            problems.add("/search", "does not belong to this scheme");
        }
    }

    private void search(Search search) {
        if (!config.rounds().isEmpty()) {
            problems.add(
                    "/rounds",
                    "must be empty if there is a search, was %d rounds",
                    config.rounds().size());
        }
        if (search.prior().isEmpty()) {
            problems.add(Code.EMPTY, "/search/prior", "must have at least one layer, was empty");
        }
        if (config.methodOrPlain().kindOrAdmm() == Method.Kind.ONE_SHOT) {
            problems.add("/method/kind", "must not be \"one-shot\" in a search, which prunes step by step");
        }
        new RoundFaults(architecture, config.scheme(), problems, "/search/prior").layers(search.prior(), "");
        if (config.methodOrPlain().kindOrAdmm() == Method.Kind.ADMM) {
            RhoFaults.find(search.admm(), architecture, problems, "/search/admm");
        }
    }

    private void learning(Learning learning) {
        if (learning.nesterov().orElse(false) && !learning.descends()) {
            problems.add("/learning/nesterov", "must not be true with adam: it belongs to sgd");
        }
        int side = Math.min(architecture.input().height(), architecture.input().width());
        if (learning.cutoutPixels().orElse(0) > side) {
            problems.add(
                    "/learning/cutoutPixels",
                    "must be at most the shorter side of an image, %d, was %d",
                    side,
                    learning.cutoutPixels().getAsInt());
        }
    }

    private void from(String file) {
        try {
            TrainedWeights.read(file, network);
        } catch (InvalidInputException e) {
            problems.addNamed("/from", e);
        }
    }

    private void input(InputScaling input) {
        int channels = architecture.input().channels();
        if (input.mean().size() != 1 && input.mean().size() != channels) {
            problems.add(
                    "/input/mean",
                    "must be one for each of the %d channels or one for all, was %d",
                    channels,
                    input.mean().size());
        }
    }

    private void quantisation(Quantisation quantisation) {
        quantisation.admm().ifPresent(admm -> RhoFaults.find(admm, architecture, problems, "/quantisation/admm"));
        if (quantisation.ternary().isPresent() && !quantisation.isTernary()) {
            problems.add("/quantisation/ternary", "must have the grid mid-tread with 2 bits in all layers");
        }
        for (String name : quantisation.layerBits().orElse(Map.of()).keySet()) {
            RoundFaults.layer(architecture, name, "/quantisation/layerBits/" + Json.encodePointer(name), problems);
        }
    }
}
