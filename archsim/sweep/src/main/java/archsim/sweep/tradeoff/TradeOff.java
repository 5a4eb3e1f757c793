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
import archsim.sweep.ConfigPath;
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
 * @param cases its networks, each at all values of its axes, the last one fastest
 * @param setups of each case, one a point
 */
public record TradeOff(
        String name, TradeOffConfig config, String configSha256, List<NetworkCase> cases, List<List<RunSetup>> setups) {

    /** The studies that ship. */
    public static final ShippedFiles SHIPPED = new ShippedFiles("archsim/trade-offs", ".json");

    private static final JsonProvider JSON = JsonProvider.provider();

    public TradeOff {
        cases = List.copyOf(cases);
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
        List<NetworkCase> cases = cases(config, problems);
        List<List<RunSetup>> setups = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            var row = new ArrayList<RunSetup>();
            for (int point = 0; point < config.points().size(); point++) {
                setUp(file, config, cases, i, point, fidelity, cache, problems).ifPresent(row::add);
            }
            setups.add(row);
        }
        problems.throwIfAny();
        String stem = file.name().replaceFirst(".*[/\\\\]", "").replaceFirst("\\.json$", "");
        return new TradeOff(stem, config, Sha256.of(StrictJson.write(tree)), cases, setups);
    }

    private static List<NetworkCase> cases(TradeOffConfig config, Problems problems) {
        List<NetworkCase> cases = config.networks();
        for (int i = 0; i < config.caseAxes().size(); i++) {
            CaseAxis axis = config.caseAxes().get(i);
            try {
                cases = cases.stream()
                        .flatMap(each -> axis.values().stream().map(value -> each.with(axis, value, config.memory())))
                        .toList();
            } catch (ConfigPath.LeadsNowhereException e) {
                problems.add(e.fault().code(), "/axes/" + i + "/pointer", "%s", e.fault());
            }
        }
        problems.throwIfAny();
        return cases;
    }

    private static Optional<RunSetup> setUp(
            NamedFile file,
            TradeOffConfig config,
            List<NetworkCase> cases,
            int index,
            int point,
            Optional<Fidelity> fidelity,
            RunCache cache,
            Problems problems) {
        try {
            JsonObject run = run(config, cases.get(index), config.points().get(point));
            return Optional.of(
                    RunSetup.read(new Problems(file.name()), file.name(), run, file.folder(), fidelity, cache));
        } catch (InvalidInputException e) {
            e.faults()
                    .forEach(fault -> problems.add(
                            fault.code(),
                            "/points/" + point,
                            "with /networks/%d is no sound run: %s",
                            index / config.combinations(),
                            fault));
            return Optional.empty();
        }
    }

    private static JsonObject run(TradeOffConfig config, NetworkCase network, TradePoint point) {
        JsonObjectBuilder workload = JSON.createObjectBuilder().add("name", network.name());
        add(workload, network.workload());
        add(workload, point.workload());
        JsonObjectBuilder run = JSON.createObjectBuilder()
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
                .add("workloads", JSON.createArrayBuilder().add(workload));
        config.overlap().ifPresent(overlap -> run.add("overlap", overlap.jsonName()));
        return run.build();
    }

    private static void add(JsonObjectBuilder workload, JsonValue keys) {
        if (keys instanceof JsonObject object) {
            object.forEach(workload::add);
        }
    }
}
