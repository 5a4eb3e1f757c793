package archsim.energy;

import archsim.base.Source;

/**
 * Prices actions for one technology.
 *
 * <p>A model is a pure function of the action: asked twice, it answers the same, so a simulation's counts can be priced
 * again under another technology.
 */
public interface EnergyModel {

    /**
     * Energy of one action.
     *
     * @throws UnpricedActionException if the model's tables do not cover the action; models never extrapolate
     */
    Price price(Action action);

    /**
     * A price and where it comes from.
     *
     * @param energyPj at least 0
     */
    record Price(double energyPj, Source source) {

        public Price {
            if (!(energyPj >= 0) || Double.isInfinite(energyPj)) {
                throw new IllegalArgumentException("energyPj must be finite and at least 0, was " + energyPj);
            }
        }
    }
}
