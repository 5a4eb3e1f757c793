package archsim.sweep.tradeoff;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.Sha256;
import archsim.base.ShippedFiles;
import archsim.base.json.NamedFile;
import archsim.base.json.StrictJson;
import archsim.engine.run.RunCache;
import archsim.engine.run.RunSetup;
import archsim.engine.run.config.Fidelity;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A study of points on networks that was read and can run.
 *
 * @param name of the study, without folder and suffix
 * @param config as written in the file
 * @param configSha256 of its JSON
 * @param setups of each network, one a point
 */
public record TradeOff(String name, TradeOffConfig config, String configSha256, List<List<RunSetup>> setups) {

    /** The studies that ship. */
    public static final ShippedFiles SHIPPED = new ShippedFiles("archsim/trade-offs", ".json");

    private static final JsonProvider JSON = JsonProvider.provider();

    public TradeOff {
        setups = setups.stream().map(List::copyOf).toList();
    }

    /** Whether a file is of this kind and not a study of pairs. */
    public static boolean isOne(NamedFile file) {
        return StrictJson.parseObject(new Problems(file.name()), file.text()).containsKey("points");
    }

    /**
     * Reads a study and everything that it names.
     *
     * @param fidelity in place of the study's own
     * @param cache of what its runs share
     * @throws InvalidInputException with all faults of the file
     */
    public static TradeOff read(NamedFile file, Optional<Fidelity> fidelity, RunCache cache) {
        var problems = new Problems(file.name());
        JsonObject tree = StrictJson.parseObject(problems, file.text());
        Optional<TradeOffConfig> bound = StrictJson.bind(problems, tree, TradeOffConfig.class, "");
        problems.throwIfAny();
        TradeOffConfig config = bound.orElseThrow();
        List<List<RunSetup>> setups = new ArrayList<>();
        for (int network = 0; network < config.networks().size(); network++) {
            var row = new ArrayList<RunSetup>();
            for (int point = 0; point < config.points().size(); point++) {
                setUp(file, config, network, point, fidelity, cache, problems).ifPresent(row::add);
            }
            setups.add(row);
        }
        problems.throwIfAny();
        String stem = file.name().replaceFirst(".*[/\\\\]", "").replaceFirst("\\.json$", "");
        return new TradeOff(stem, config, Sha256.of(StrictJson.write(tree)), setups);
    }

    private static Optional<RunSetup> setUp(
            NamedFile file,
            TradeOffConfig config,
            int network,
            int point,
            Optional<Fidelity> fidelity,
            RunCache cache,
            Problems problems) {
        try {
            JsonObject run =
                    run(config, config.networks().get(network), config.points().get(point));
            return Optional.of(
                    RunSetup.read(new Problems(file.name()), file.name(), run, file.folder(), fidelity, cache));
        } catch (InvalidInputException e) {
            e.faults()
                    .forEach(fault -> problems.add(
                            fault.code(), "/points/" + point, "with /networks/%d is no sound run: %s", network, fault));
            return Optional.empty();
        }
    }

    private static JsonObject run(TradeOffConfig config, NetworkCase network, TradePoint point) {
        JsonObjectBuilder workload = JSON.createObjectBuilder().add("name", network.name());
        add(workload, network.workload());
        add(workload, point.workload());
        return JSON.createObjectBuilder()
                .add("schemaVersion", 1)
                .add("accelerator", point.accelerator())
                .add("memory", network.memory().orElse(config.memory()))
                .add("fidelity", config.fidelity().orElse(Fidelity.ANALYTICAL).jsonName())
                .add("seed", config.seed().orElse(1))
                .add(
                        "compare",
                        JSON.createObjectBuilder()
                                .add("iso", "area")
                                .add("technologyNm", config.technologyNm())
                                .add("clockMhz", config.clockMhz())
                                .add("reference", config.points().get(0).accelerator()))
                .add("workloads", JSON.createArrayBuilder().add(workload))
                .build();
    }

    private static void add(JsonObjectBuilder workload, JsonValue keys) {
        if (keys instanceof JsonObject object) {
            object.forEach(workload::add);
        }
    }
}
