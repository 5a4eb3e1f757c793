package archsim.validation.design;

import archsim.energy.Component;
import archsim.energy.EnergyBreakdown;

/**
 * What a chip spends without its memory.
 *
 * @param energy by component, without the memory's
 * @param timeNs over which it is spent
 */
record ChipEnergy(EnergyBreakdown energy, double timeNs) {

    /** Average power in milliwatts: picojoules a nanosecond. */
    double powerMw() {
        return energy.totalPj() / timeNs;
    }

    /** Average power of the clock in milliwatts. */
    double clockMw() {
        return energy.componentPj(Component.CLOCK.name()) / timeNs;
    }
}
