package archsim.energy;

import archsim.base.RootLocale;
import archsim.base.Source;
import archsim.tables.SourcedEnergy;

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

    /** Whether the model's tables cover {@code action}. */
    default boolean covers(Action action) {
        try {
            price(action);
            return true;
        } catch (UnpricedActionException e) {
            return false;
        }
    }

    /**
     * A price, how far it may be off, and where it comes from.
     *
     * @param lowPj at least 0 and at most {@code energyPj}
     * @param energyPj what is charged
     * @param highPj finite and at least {@code energyPj}
     */
    record Price(double lowPj, double energyPj, double highPj, Source source) {

        public Price {
            if (!(lowPj >= 0 && lowPj <= energyPj && energyPj <= highPj) || Double.isInfinite(highPj)) {
                throw new IllegalArgumentException(RootLocale.format(
                        "prices must rise from at least 0 to a finite one, was %s, %s, %s", lowPj, energyPj, highPj));
            }
        }

        /** The price of what takes {@code energy}. */
        static Price of(SourcedEnergy energy) {
            return new Price(energy.lowPj(), energy.energyPj(), energy.highPj(), energy.source());
        }
    }
}
