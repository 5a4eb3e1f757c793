package archsim.compression.config;

import archsim.base.Fault;
import archsim.base.Problems;
import archsim.base.json.StrictJson;
import archsim.compression.network.Architectures;
import archsim.workloads.Scheme;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what the sound parts of an ill-formed configuration ask that cannot be given, so that its author hears of that
 * as well at once.
 *
 * <p>Where the network, the scheme or the method is not known, a fault is one that all of them would have.
 */
final class PartialFaults {

    /** In the place of parts that cannot be read; no fault is reported for it. */
    private static final JsonObject SAMPLE = StrictJson.parseObject("sample", """
            {"schemaVersion": 1, "network": "lenet5", "scheme": "dense", "seed": 1, "batchSize": 64, "shiftPixels": 0,
             "validationImages": 1, "dense": {"epochs": 1, "learningRate": 0, "finalLearningRate": 0},
             "rounds": [{
               "layers": {},
               "admm": {"iterations": 1, "epochsPerIteration": 1, "rhoStart": 1, "rhoGrowth": 1, "learningRate": 0,
                        "finalLearningRate": 0},
               "retraining": {"epochs": 1, "learningRate": 0, "finalLearningRate": 0},
               "total": {"keep": 1}, "groups": {"n": 1, "m": 2}}],
             "quantisation": {"grid": "equal-distance", "bits": 2,
               "admm": {"iterations": 1, "epochsPerIteration": 1, "rhoStart": 1, "rhoGrowth": 1, "learningRate": 0,
                        "finalLearningRate": 0},
               "steps": [{"share": 1, "retraining": {"epochs": 1, "learningRate": 0, "finalLearningRate": 0}}]},
             "search": {"prior": {}, "first": 1, "second": 1, "growth": 2, "tolerance": 0, "maxRounds": 1,
               "admm": {"iterations": 1, "epochsPerIteration": 1, "rhoStart": 1, "rhoGrowth": 1, "learningRate": 0,
                        "finalLearningRate": 0},
               "retraining": {"epochs": 1, "learningRate": 0, "finalLearningRate": 0}},
             "method": {}, "learning": {}}
            """);

    private PartialFaults() {}

    /** Adds the faults to those that {@code tree} is known to have. */
    static void find(JsonObject tree, Problems problems) {
        var replaced = new HashSet<String>();
        StrictJson.bindSoundParts(tree, CompressionConfig.class, SAMPLE, replaced)
                .ifPresent(config -> common(config, replaced).stream()
                        .filter(fault -> isOfWhatIsWritten(fault, replaced))
                        .forEach(problems::add));
    }

    private static Set<Fault> common(CompressionConfig config, Set<String> replaced) {
        List<String> networks = replaced.contains("/network") ? Architectures.names() : List.of(config.network());
        List<Scheme> schemes = replaced.contains("/scheme") ? List.of(Scheme.values()) : List.of(config.scheme());
        List<Optional<Method>> methods = new ArrayList<>(List.of(config.method()));
        if (replaced.contains("/method") || replaced.contains("/method/kind")) {
            for (Method.Kind kind : Method.Kind.values()) {
                methods.add(Optional.of(config.methodOrPlain().withKind(kind)));
            }
        }
        Optional<Set<Fault>> common = Optional.empty();
        for (String network : networks) {
            for (Scheme scheme : schemes) {
                for (Optional<Method> method : methods) {
                    Set<Fault> found = faults(config.with(network, scheme, method));
                    common.ifPresent(found::retainAll);
                    common = Optional.of(found);
                }
            }
        }
        return common.orElseThrow();
    }

    private static Set<Fault> faults(CompressionConfig config) {
        var problems = new Problems("");
        CompressionConfigs.findFaults(config, problems);
        return problems.isEmpty()
                ? new LinkedHashSet<>()
                : new LinkedHashSet<>(problems.toException().faults());
    }

    /** A fault of a part that was put there instead, or of a whole that lacks a part, is none of the author's. */
    private static boolean isOfWhatIsWritten(Fault fault, Set<String> replaced) {
        String pointer = fault.pointer();
        return replaced.stream()
                .noneMatch(part -> isWithin(pointer, part)
                        || (part.endsWith("/scheme") && isWithin(pointer, part.substring(0, part.lastIndexOf('/'))))
                        || (isWithin(part, pointer) && fault.code() == Fault.Code.EMPTY));
    }

    /** An empty pointer is the whole configuration, whose scheme is tried out instead. */
    private static boolean isWithin(String pointer, String whole) {
        return !whole.isEmpty() && (pointer + "/").startsWith(whole + "/");
    }
}
