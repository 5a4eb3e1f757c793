package archsim.energy;

import archsim.energy.EnergyModel.Price;

/** One term of an energy: a count and its price. */
public record EnergyLine(ActionCount count, Price price) {

    /** Count times price. */
    public double energyPj() {
        return count.count() * price.energyPj();
    }

    /** Count times low price. */
    public double lowPj() {
        return count.count() * price.lowPj();
    }

    /** Count times high price. */
    public double highPj() {
        return count.count() * price.highPj();
    }
}
