package archsim.sweep.tradeoff;

import java.util.List;
import java.util.Optional;

/**
 * What became of a network at a point.
 *
 * @param sha256 of all that the cell follows from: configuration, those of its base, and version of archsim
 * @param refused why the machine cannot run it; empty if it can
 * @param sources citations behind its energies
 */
public record TradeCell(
        String sha256,
        String network,
        String point,
        String refused,
        List<String> sources,
        Optional<CellFigures> figures) {

    public TradeCell {
        sources = List.copyOf(sources);
    }
}
