package archsim.sweep.search;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.json.NamedFile;
import archsim.base.json.StrictJson;
import archsim.engine.run.config.Fidelity;
import archsim.sweep.Axis;
import archsim.sweep.Sweep;
import archsim.sweep.analysis.Objective;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * The designs that a sweep's axes span, what they are judged by, and what they may not exceed.
 *
 * @param sweep of all designs
 * @param objectives at least one, all different
 * @param limits of every design
 */
public record Search(Sweep sweep, List<Objective> objectives, Limits limits) {

    public Search {
        objectives = List.copyOf(objectives);
    }

    /**
     * Reads a search. What its points name is checked by {@link archsim.sweep.SweepCheck}.
     *
     * @throws InvalidInputException with all faults of the file
     */
    public static Search read(NamedFile file, Optional<Fidelity> fidelity) {
        var problems = new Problems(file.name());
        JsonObject tree = StrictJson.parseObject(problems, file.text());
        Optional<SearchConfig> config = StrictJson.bind(problems, tree, SearchConfig.class, "");
        config.ifPresent(given -> refuseColumnNames(given, problems));
        Sweep sweep = Sweep.read(file, tree, config.map(SearchConfig::axes), fidelity, problems);
        SearchConfig found = config.orElseThrow();
        return new Search(sweep, found.objectives(), found.limits().orElse(Limits.NONE));
    }

    private static void refuseColumnNames(SearchConfig config, Problems problems) {
        List<String> own = SearchColumns.own(config.objectives());
        for (int i = 0; i < config.axes().size(); i++) {
            String name = config.axes().get(i).name().orElse("");
            if (own.contains(name)) {
                problems.add("/axes/" + i + "/name", "must not be the name of another column, was \"%s\"", name);
            }
        }
    }

    /** Names of the axes. */
    public List<String> axes() {
        return sweep.axes().stream().map(Axis::name).toList();
    }
}
