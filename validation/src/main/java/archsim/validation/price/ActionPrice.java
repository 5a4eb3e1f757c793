package archsim.validation.price;

import archsim.base.json.Range;
import archsim.energy.ActionCount;
import archsim.energy.EnergyModels;
import archsim.tables.DramStandards;
import archsim.validation.fact.Measurement;
import java.util.List;

/**
 * Energy of some actions in one node, in picojoules.
 *
 * @param actions whose prices are summed, each as often as it counts
 */
public record ActionPrice(@Range(min = 1, max = 1000) int technologyNm, List<ActionCount> actions)
        implements Measurement {

    @Override
    public double value() {
        var model = EnergyModels.of(
                technologyNm, DramStandards.find(DramStandards.names().get(0)));
        return actions.stream()
                .mapToDouble(one -> one.count() * model.price(one.action()).energyPj())
                .sum();
    }
}
