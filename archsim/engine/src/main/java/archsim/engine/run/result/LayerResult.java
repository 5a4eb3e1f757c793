package archsim.engine.run.result;

import archsim.energy.ActionCount;
import archsim.energy.ActionCounts;
import archsim.energy.EnergyBreakdown;
import archsim.energy.EnergyModel;
import java.util.List;

/**
 * One layer of a run.
 *
 * @param mode how the machine ran it, in its own words, e.g. {@code dense x sparse}; empty if it has one way only
 * @param convolution whether the layer counts as CONV
 * @param storageFormat that its weights' storage is given in; empty if it has none
 * @param operands what was multiplied
 * @param actions all that was counted, so that it can be priced again
 */
public record LayerResult(
        String name,
        String mode,
        boolean convolution,
        String storageFormat,
        Operands operands,
        Metrics metrics,
        List<ActionCount> actions) {

    public LayerResult {
        actions = List.copyOf(actions);
    }

    /**
     * The same layer under other prices.
     *
     * @throws archsim.energy.UnpricedActionException if {@code model} does not cover an action
     */
    public LayerResult priced(EnergyModel model) {
        Metrics priced = metrics.withEnergy(EnergyBreakdown.of(ActionCounts.of(actions), model));
        return new LayerResult(name, mode, convolution, storageFormat, operands, priced, actions);
    }
}
