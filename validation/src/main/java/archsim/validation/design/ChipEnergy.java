package archsim.validation.design;

import archsim.energy.Component;
import archsim.energy.EnergyBreakdown;
import archsim.energy.PriceBounds;

/**
 * What a chip spends without its memory.
 *
 * @param energy by component, without the memory's
 * @param boundsPj of the whole
 * @param timeNs over which it is spent
 */
record ChipEnergy(EnergyBreakdown energy, PriceBounds boundsPj, double timeNs) {

    /** Average power in milliwatts: picojoules a nanosecond. */
    double powerMw() {
        return energy.totalPj() / timeNs;
    }

    /** Between what the average power lies, in milliwatts. */
    PriceBounds powerBoundsMw() {
        return boundsPj.times(1 / timeNs);
    }

    /** Average power of the clock in milliwatts. */
    double clockMw() {
        return energy.componentPj(Component.CLOCK.name()) / timeNs;
    }
}
