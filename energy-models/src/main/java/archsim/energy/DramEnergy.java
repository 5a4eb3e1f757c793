package archsim.energy;

import archsim.base.Source;
import archsim.tables.DramStandard;
import archsim.tables.DramStandard.Power;
import archsim.tables.DramStandard.Timing;
import archsim.tables.SourcedEnergy;

/**
 * What a DRAM channel spends, from the supply currents of its data sheet.
 *
 * <p>A command costs its current less that of standby, over the cycles it takes, in every device of the lockstep; standby
 * is charged for all of the time apart, with rows open or closed. So activation costs {@code VDD (IDD0 (tRAS + tRP) -
 * (IDD3N tRAS + IDD2N tRP))}, a burst {@code VDD (IDD4 - IDD3N) BL / 2} and a refresh {@code VDD (IDD5AB - IDD3N) tRFC},
 * each times devices and clock period: volts times milliamperes times nanoseconds are picojoules. These are the terms of
 * DRAMsim3, which leaves out the last factor.
 *
 * <p>Left out, for want of data in the standards: pins and termination, power-down, the pump supply (IPP).
 */
final class DramEnergy {

    private final DramStandard standard;
    private final Source source;

    DramEnergy(DramStandard standard) {
        this.standard = standard;
        source = SourcedEnergy.derived(standard.source(), "differences of supply currents");
    }

    String standardName() {
        return standard.name();
    }

    Source source() {
        return source;
    }

    /** Opening and closing a row in every device. */
    double activatePj() {
        Power power = standard.power();
        Timing timing = standard.timing();
        double charge = power.idd0() * (timing.tRAS() + timing.tRP())
                - (power.idd3n() * timing.tRAS() + power.idd2n() * timing.tRP());
        return picojoules(charge);
    }

    double burstPj(boolean write) {
        Power power = standard.power();
        double current = (write ? power.idd4w() : power.idd4r()) - power.idd3n();
        return picojoules(current * standard.geometry().burstCycles());
    }

    double refreshPj() {
        Power power = standard.power();
        return picojoules((power.idd5ab() - power.idd3n()) * standard.timing().tRFC());
    }

    double backgroundPjPerNs(boolean rowsOpen) {
        Power power = standard.power();
        return power.vddV()
                * (rowsOpen ? power.idd3n() : power.idd2n())
                * standard.geometry().devices();
    }

    /** @param charge of one device, in milliampere clock cycles */
    private double picojoules(double charge) {
        double cyclesToNs = standard.timing().tCkPs() / 1000.0;
        return standard.power().vddV() * charge * standard.geometry().devices() * cyclesToNs;
    }
}
