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
 * @param overlapped what it gains from weights that are fetched early, in a run whose layers overlap
 */
public record LayerResult(
        String name,
        String mode,
        boolean convolution,
        String storageFormat,
        Operands operands,
        Metrics metrics,
        List<ActionCount> actions,
        Optional<Repeat> repeat,
        Optional<Overlapped> overlapped) {

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
        this(name, mode, convolution, storageFormat, operands, metrics, actions, Optional.empty(), Optional.empty());
    }

    /** What an equal layer of another name does. */
    public LayerResult named(String other) {
        return new LayerResult(other, mode, convolution, storageFormat, operands, metrics, actions, repeat, overlapped);
    }

    /** The same layer, which gains {@code gain}. */
    public LayerResult overlapped(Overlapped gain) {
        return new LayerResult(
                name, mode, convolution, storageFormat, operands, metrics, actions, repeat, Optional.of(gain));
    }

    /** All the equal layers that {@code said} says this one stands for, priced by {@code model}. */
    public LayerResult repeated(Repeat said, EnergyModel model) {
        ActionCounts all = ActionCounts.of(actions).times(said.times());
        Metrics summed = metrics.times(said.times(), said.stored()).withEnergy(EnergyBreakdown.of(all, model));
        return new LayerResult(
                name,
                mode,
                convolution,
                storageFormat,
                operands,
                summed,
                all.toList(),
                Optional.of(said),
                overlapped.map(one -> one.times(said.times())));
    }

    /** This and {@code other}, repeated layers of one kind, together priced by {@code model}. */
    public LayerResult plus(LayerResult other, EnergyModel model) {
        ActionCounts all = ActionCounts.of(actions);
        all.addAll(ActionCounts.of(other.actions));
        Repeat one = repeat.orElseThrow();
        Repeat two = other.repeat.orElseThrow();
        return new LayerResult(
                name,
                mode,
                convolution,
                storageFormat,
                operands,
                metrics.then(other.metrics).withEnergy(EnergyBreakdown.of(all, model)),
                all.toList(),
                Optional.of(new Repeat(one.phase(), one.times() + two.times(), one.stored() + two.stored())),
                overlapped.map(gain -> gain.plus(other.overlapped.orElse(Overlapped.NOTHING))));
    }

    /**
     * The same layer under other prices.
     *
     * @throws archsim.energy.UnpricedActionException if {@code model} does not cover an action
     */
    public LayerResult priced(EnergyModel model) {
        Metrics priced = metrics.withEnergy(EnergyBreakdown.of(ActionCounts.of(actions), model));
        return new LayerResult(name, mode, convolution, storageFormat, operands, priced, actions, repeat, overlapped);
    }
}
