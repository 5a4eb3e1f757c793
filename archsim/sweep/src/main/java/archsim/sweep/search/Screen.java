package archsim.sweep.search;

import archsim.base.InvalidInputException;
import archsim.base.RootLocale;
import archsim.engine.run.RunBound;
import archsim.engine.run.RunCache;
import archsim.engine.run.RunSetup;
import archsim.sweep.ConfigPath;
import archsim.sweep.PointConfigs;
import archsim.sweep.Sweep;
import archsim.sweep.Workers;
import archsim.sweep.analysis.Objective;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at designs without simulating them: what they are, which limits they exceed, what they take at least. */
public final class Screen {

    private final Search search;
    private final RunCache cache;
    private final PointConfigs configs;

    /** @param cache shared with the runs */
    public Screen(Search search, RunCache cache) {
        this.search = search;
        this.cache = cache;
        this.configs = new PointConfigs(search.sweep());
    }

    /** All points in their order, on any number of threads. */
    List<SearchPoint> all(Workers workers) {
        var points = new SearchPoint[search.sweep().size()];
        workers.each(points.length, index -> points[index] = point(index));
        return List.of(points);
    }

    private SearchPoint point(int index) {
        Sweep sweep = search.sweep();
        List<JsonValue> values = sweep.values(sweep.steps(index));
        try {
            return point(index, values, sweep.setUp(configs.of(values), cache));
        } catch (InvalidInputException e) {
            return SearchPoint.invalid(index, values, String.join("; ", e.lines()));
        } catch (ConfigPath.LeadsNowhereException e) {
            return SearchPoint.invalid(index, values, e.getMessage());
        }
    }

    private SearchPoint point(int index, List<JsonValue> values, RunSetup setup) {
        Map<String, Double> areas = setup.areaMm2();
        List<String> unknown = setup.unknownAreas();
        double areaMm2 = unknown.isEmpty()
                ? areas.values().stream().mapToDouble(Double::doubleValue).sum()
                : Double.NaN;
        int multipliers = setup.accelerator().machine().multipliers();
        double gbPerSecond = setup.memory().peakGbPerSecond();
        Map<Limit, Double> figures = new EnumMap<>(Limit.class);
        figures.put(Limit.AREA, areaMm2);
        figures.put(Limit.MULTIPLIERS, (double) multipliers);
        figures.put(Limit.BANDWIDTH, setup.memory().isOnChip() ? 0 : gbPerSecond);
        List<Limit> broken = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        figures.forEach((limit, figure) -> {
            boolean needed = limit == Limit.AREA && search.objectives().contains(Objective.AREA);
            if (search.limits().isBroken(limit, figure) || (needed && Double.isNaN(figure))) {
                broken.add(limit);
                reasons.add(
                        Double.isNaN(figure)
                                ? "areaMm2 is not known: the tables have none of " + String.join(", ", unknown)
                                : exceeded(limit, figure));
            }
        });
        Totals bound = broken.isEmpty() ? bound(setup, areaMm2) : new Totals(0, 0, 0, 0, 0, 0, 0, areaMm2);
        return new SearchPoint(
                index,
                values,
                multipliers,
                gbPerSecond,
                bound,
                Optional.empty(),
                broken.isEmpty() ? SearchStatus.LEFT : SearchStatus.REFUSED,
                broken,
                String.join("; ", reasons));
    }

    /** The words for a limit that {@code figure} exceeds. */
    String exceeded(Limit limit, double figure) {
        return RootLocale.format(
                "%s must be at most %s, was %.6g",
                limit.jsonName(), search.limits().of(limit).getAsDouble(), figure);
    }

    private static Totals bound(RunSetup setup, double areaMm2) {
        double cycles = 0;
        double timeNs = 0;
        double energyPj = 0;
        double dramBytes = 0;
        double macs = 0;
        double images = 0;
        for (int i = 0; i < setup.workloads().size(); i++) {
            RunBound bound = setup.bound(i);
            cycles += bound.cycles();
            timeNs += bound.timeNs();
            energyPj += bound.energyPj();
            dramBytes += bound.dramBytes();
            macs += bound.macs();
            images += bound.images();
        }
        return new Totals(cycles, timeNs, energyPj, dramBytes, 0, macs, images, areaMm2);
    }
}
