package archsim.sweep.tradeoff;

import archsim.base.RootLocale;
import archsim.base.json.Described;
import archsim.base.json.Holds;
import archsim.base.json.Range;
import archsim.engine.run.config.Fidelity;
import archsim.engine.run.config.Overlap;
import archsim.tables.DramStandard;
import jakarta.json.JsonValue;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A study of points on networks as written in the file.
 *
 * @param title for people
 * @param remarks sentences that belong to all results
 * @param memory beside every machine
 * @param technologyNm node of all machines
 * @param clockMhz clock of all machines
 * @param fidelity of the memory simulation; analytical unless given
 * @param overlap of layers; none unless given
 * @param seed of masks and of drawn prices; 1 unless given
 * @param draws of all prices; 200 unless given
 * @param axes in which every network is varied, the last one fastest; none unless given
 * @param points what is compared, the first with all others
 * @param quality what was published
 */
public record TradeOffConfig(
        @Range(min = 1, max = 1) int schemaVersion,
        String title,
        Optional<List<String>> remarks,

        @Described("a memory's name or an object") @Holds(value = DramStandard.class, orName = true, orBase = true)
        JsonValue memory,

        @Range(min = 1, max = 250) int technologyNm,
        @Range(min = 1, max = 5_000) double clockMhz,
        Optional<Fidelity> fidelity,
        Optional<Overlap> overlap,
        OptionalLong seed,
        @Range(min = 1, max = 100_000) OptionalInt draws,
        List<NetworkCase> networks,
        Optional<List<CaseAxis>> axes,
        List<TradePoint> points,
        Optional<List<Quality>> quality) {

    private static final int DRAWS = 200;

    public TradeOffConfig {
        axes = axes.map(List::copyOf);
        Set<String> pointNames =
                unique("points", points.stream().map(TradePoint::name).toList());
        unique("networks", networks.stream().map(NetworkCase::name).toList());
        axes.ifPresent(
                given -> unique("axes", given.stream().map(CaseAxis::name).toList()));
        Set<String> models = networks.stream().map(NetworkCase::modelName).collect(Collectors.toSet());
        for (Quality each : quality.orElse(List.of())) {
            if (!pointNames.contains(each.point()) || !models.contains(each.model())) {
                throw new IllegalArgumentException(RootLocale.format(
                        "quality must be of a model and a point of the study, was of \"%s\" at \"%s\"",
                        each.model(), each.point()));
            }
        }
    }

    private static Set<String> unique(String key, List<String> names) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException(key + " must hold at least one, was empty");
        }
        var seen = new HashSet<String>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new IllegalArgumentException(
                        RootLocale.format("names of %s must be unique, was twice \"%s\"", key, name));
            }
        }
        return seen;
    }

    /** The axes in which networks are varied. */
    public List<CaseAxis> caseAxes() {
        return axes.orElse(List.of());
    }

    /** Combinations of values of the axes; 1 without axes. */
    public int combinations() {
        return caseAxes().stream().mapToInt(axis -> axis.values().size()).reduce(1, Math::multiplyExact);
    }

    int drawCount() {
        return draws.orElse(DRAWS);
    }

    /** What was published of a network at a point. */
    public List<Quality> qualities(NetworkCase network, TradePoint point) {
        return quality.orElse(List.of()).stream()
                .filter(each ->
                        each.model().equals(network.modelName()) && each.point().equals(point.name()))
                .toList();
    }
}
