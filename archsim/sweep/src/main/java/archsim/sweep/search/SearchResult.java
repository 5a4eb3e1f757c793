package archsim.sweep.search;

import archsim.sweep.PointRow;
import archsim.sweep.analysis.Candidate;
import archsim.sweep.analysis.Objective;
import archsim.sweep.analysis.ParetoFront;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a search found.
 *
 * @param search that was done
 * @param points all, in their order
 * @param front of all simulated designs within the limits; of those alike in all objectives the first
 */
public record SearchResult(Search search, List<SearchPoint> points, ParetoFront front) {

    public SearchResult {
        points = List.copyOf(points);
    }

    /** @param workloads names of all, for people */
    static SearchResult of(Search search, String workloads, List<SearchPoint> points) {
        var candidates = new ArrayList<Candidate>();
        Set<List<Double>> seen = new HashSet<>();
        for (SearchPoint point : points) {
            if (point.isCandidate(search.objectives())) {
                Totals found = point.found().orElseThrow();
                List<Double> values =
                        search.objectives().stream().map(found::of).toList();
                if (seen.add(values)) {
                    List<String> axes =
                            point.values().stream().map(PointRow::text).toList();
                    List<Optional<Double>> beside = Objective.beside(search.objectives()).stream()
                            .map(found::of)
                            .map(figure -> Double.isNaN(figure) ? Optional.<Double>empty() : Optional.of(figure))
                            .toList();
                    candidates.add(new Candidate(point.index(), workloads, axes, values, beside));
                }
            }
        }
        return new SearchResult(search, points, ParetoFront.of(search.objectives(), candidates));
    }

    /** How many points ended in which way, none left out. */
    public Map<SearchStatus, Long> counts() {
        var counts = new EnumMap<SearchStatus, Long>(SearchStatus.class);
        for (SearchStatus status : SearchStatus.values()) {
            counts.put(
                    status,
                    points.stream().filter(point -> point.status() == status).count());
        }
        return counts;
    }

    /** How many points exceed each limit; one may exceed several. */
    public Map<Limit, Long> refused() {
        var counts = new EnumMap<Limit, Long>(Limit.class);
        points.forEach(point -> point.broken().forEach(limit -> counts.merge(limit, 1L, Long::sum)));
        return counts;
    }

    /** Designs that were simulated, those over a limit of power included. */
    public long simulated() {
        return points.stream().filter(point -> point.found().isPresent()).count();
    }

    /** Designs that no other beats, by the cost of the first objective. */
    public List<Integer> best() {
        return front.front().stream().map(Candidate::point).toList();
    }

    /** Whether archsim itself failed at no point. */
    public boolean isSound() {
        return points.stream().noneMatch(point -> point.status() == SearchStatus.FAILED);
    }
}
