package archsim.sweep.drawn;

import archsim.base.Provenance;
import java.util.List;

/**
 * A finished comparison of drawn with real masks.
 *
 * @param provenance what it was made from
 * @param models in the order of the configuration
 * @param cells machine after machine of the first model, then of the next
 */
public record DrawnResult(DrawnConfig config, Provenance provenance, List<DrawnModel> models, List<DrawnCell> cells) {

    public DrawnResult {
        models = List.copyOf(models);
        cells = List.copyOf(cells);
    }

    /** Those that ran. */
    public List<DrawnCell> ran() {
        return cells.stream().filter(DrawnCell::ran).toList();
    }
}
