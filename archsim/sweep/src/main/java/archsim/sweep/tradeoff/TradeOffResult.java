package archsim.sweep.tradeoff;

import archsim.base.Provenance;
import java.util.List;

/**
 * What became of all points of a study.
 *
 * @param cells of each case, one a point
 */
public record TradeOffResult(TradeOff study, Provenance provenance, List<List<TradeCell>> cells) {

    public TradeOffResult {
        cells = cells.stream().map(List::copyOf).toList();
    }
}
