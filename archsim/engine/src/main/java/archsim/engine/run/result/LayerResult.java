package archsim.engine.run.result;

import archsim.energy.ActionCount;
import archsim.energy.ActionCounts;
import archsim.energy.EnergyBreakdown;
import archsim.energy.EnergyModel;
import archsim.workloads.language.Repeat;
import java.util.List;
import java.util.Optional;

/**
 * One layer of a run.
 *
 * @param mode how the machine ran it, in its own words, e.g. {@code dense x sparse}; empty if it has one way only
 * @param convolution whether the layer counts as CONV
 * @param storageFormat that its weights' storage is given in; empty if it has none
 * @param operands what was multiplied
 * @param actions all that was counted, so that it can be priced again
 * @param repeat of a language model's layer, how many equal ones it stands for: {@code metrics} and {@code actions} are those
 *     of all of them
 */
public record LayerResult(
        String name,
        String mode,
        boolean convolution,
        String storageFormat,
        Operands operands,
        Metrics metrics,
        List<ActionCount> actions,
        Optional<Repeat> repeat) {

    public LayerResult {
        actions = List.copyOf(actions);
    }

    /** A layer that stands for itself. */
    public LayerResult(
            String name,
            String mode,
            boolean convolution,
            String storageFormat,
            Operands operands,
            Metrics metrics,
            List<ActionCount> actions) {
        this(name, mode, convolution, storageFormat, operands, metrics, actions, Optional.empty());
    }

    /** What an equal layer of another name does. */
    public LayerResult named(String other) {
        return new LayerResult(other, mode, convolution, storageFormat, operands, metrics, actions, repeat);
    }

    /** All the equal layers that {@code said} says this one stands for, priced by {@code model}. */
    public LayerResult repeated(Repeat said, EnergyModel model) {
        ActionCounts all = ActionCounts.of(actions).times(said.times());
        Metrics summed = metrics.times(said.times(), said.stored()).withEnergy(EnergyBreakdown.of(all, model));
        return new LayerResult(
                name, mode, convolution, storageFormat, operands, summed, all.toList(), Optional.of(said));
    }

    /**
     * The same layer under other prices.
     *
     * @throws archsim.energy.UnpricedActionException if {@code model} does not cover an action
     */
    public LayerResult priced(EnergyModel model) {
        Metrics priced = metrics.withEnergy(EnergyBreakdown.of(ActionCounts.of(actions), model));
        return new LayerResult(name, mode, convolution, storageFormat, operands, priced, actions, repeat);
    }
}
