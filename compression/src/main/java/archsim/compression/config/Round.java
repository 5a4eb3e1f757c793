package archsim.compression.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One round of pruning: ADMM, then mapping onto the set, then retraining of what is left.
 *
 * @param layers targets by layer; a layer that is not named is not pruned in this round
 * @param admm regularisation before the mapping
 * @param retraining after it
 */
public record Round(Map<String, LayerTarget> layers, Admm admm, Training retraining) {

    public Round {
        layers = Collections.unmodifiableMap(new LinkedHashMap<>(layers));
    }
}
