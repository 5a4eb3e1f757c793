package archsim.sweep.drawn;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A model on a machine.
 *
 * @param model its name
 * @param machine its name
 * @param refused why the machine cannot run it; empty if it can
 * @param figures by kind of masks; empty if the machine cannot run it
 */
public record DrawnCell(String model, String machine, String refused, Map<Masks, MaskFigures> figures) {

    public DrawnCell {
        if (figures.isEmpty() == refused.isEmpty()) {
            throw new IllegalArgumentException("a cell has either figures or a reason, was " + refused);
        }
        figures = Collections.unmodifiableMap(new TreeMap<>(figures)); // in the order of its keys, as it is printed
    }

    /** Whether the machine can run it. */
    public boolean ran() {
        return refused.isEmpty();
    }

    /** Of the model's own masks. */
    public MaskFigures real() {
        return figures.get(Masks.REAL);
    }
}
