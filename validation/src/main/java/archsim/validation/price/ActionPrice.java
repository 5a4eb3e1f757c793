package archsim.validation.price;

import archsim.base.json.Range;
import archsim.energy.ActionCount;
import archsim.energy.EnergyModel.Price;
import archsim.energy.EnergyModels;
import archsim.tables.DramStandards;
import archsim.validation.fact.Measurement;
import java.util.List;
import java.util.Optional;

/**
 * Energy of some actions in one node, in picojoules.
 *
 * @param actions whose prices are summed, each as often as it counts
 * @param bound what of the price is summed; what is charged if absent
 */
public record ActionPrice(
        @Range(min = 1, max = 1000) int technologyNm, List<ActionCount> actions, Optional<Bound> bound)
        implements Measurement {

    /** A figure of a price. */
    public enum Bound {
        LOW,
        CHARGED,
        HIGH
    }

    @Override
    public double value() {
        var model = EnergyModels.of(
                technologyNm, DramStandards.find(DramStandards.names().get(0)));
        return actions.stream()
                .mapToDouble(one -> one.count() * of(model.price(one.action())))
                .sum();
    }

    private double of(Price price) {
        return switch (bound.orElse(Bound.CHARGED)) {
            case LOW -> price.lowPj();
            case CHARGED -> price.energyPj();
            case HIGH -> price.highPj();
        };
    }
}
