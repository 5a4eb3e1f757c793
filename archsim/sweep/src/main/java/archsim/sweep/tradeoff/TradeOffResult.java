package archsim.sweep.tradeoff;

import archsim.base.Provenance;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What became of all points of a study.
 *
 * @param cells of each case, one a point
 */
public record TradeOffResult(TradeOff study, Provenance provenance, List<List<TradeCell>> cells) {

    public TradeOffResult {
        cells = cells.stream().map(List::copyOf).toList();
    }

    /**
     * Share of the draws of all prices in which each point takes least energy of all points of a case, 0 to 1; of equals the
     * first. Points that were refused have 0.
     */
    public List<Double> drawsBest(int networkCase) {
        List<Optional<CellFigures>> figures =
                cells.get(networkCase).stream().map(TradeCell::figures).toList();
        int draws = figures.stream()
                .flatMap(Optional::stream)
                .mapToInt(each -> each.drawnPj().size())
                .min()
                .orElse(0);
        int[] best = new int[figures.size()];
        for (int draw = 0; draw < draws; draw++) {
            int at = draw;
            IntStream.range(0, best.length)
                    .filter(point -> figures.get(point).isPresent())
                    .boxed()
                    .min(Comparator.comparingDouble(
                            point -> figures.get(point).orElseThrow().drawnPj().get(at)))
                    .ifPresent(point -> best[point]++);
        }
        return IntStream.of(best)
                .mapToObj(won -> (double) won / Math.max(1, draws))
                .toList();
    }
}
