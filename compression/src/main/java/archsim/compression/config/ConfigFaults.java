package archsim.compression.config;

import archsim.base.Fault.Code;
import archsim.base.Problems;
import archsim.compression.network.NetworkModel;
import archsim.workloads.Scheme;
import jakarta.json.Json;
import java.util.Map;

/** Finds what a well-formed configuration asks that its network cannot give. */
final class ConfigFaults {

    private final CompressionConfig config;
    private final NetworkModel architecture;
    private final Problems problems;

    ConfigFaults(CompressionConfig config, NetworkModel architecture, Problems problems) {
        this.config = config;
        this.architecture = architecture;
        this.problems = problems;
    }

    void find() {
        if (config.batchSize() % 2 != 0) {
            problems.add("/batchSize", "must be even, was %d", config.batchSize());
        }
        quantisation();
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
                RhoFaults.find(round.admm(), problems, "/rounds/" + i + "/admm");
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
            RhoFaults.find(search.admm(), problems, "/search/admm");
        }
    }

    private void quantisation() {
        config.quantisation().admm().ifPresent(admm -> RhoFaults.find(admm, problems, "/quantisation/admm"));
        for (String name : config.quantisation().layerBits().orElse(Map.of()).keySet()) {
            RoundFaults.layer(architecture, name, "/quantisation/layerBits/" + Json.encodePointer(name), problems);
        }
    }
}
