package archsim.energy;

import archsim.base.Source;
import archsim.tables.DramController;
import archsim.tables.DramStandard;
import archsim.tables.DramStandard.Power;
import archsim.tables.DramStandard.Timing;
import archsim.tables.SourcedEnergy;

/**
 * What a DRAM spends, from the supply currents of its data sheet.
 *
 * <p>A command costs its current less that of standby, over the cycles it takes, in every device of the lockstep; standby
 * is charged separately for all of the time, with rows open or closed. So activation costs {@code VDD (IDD0 (tRAS + tRP) -
 * (IDD3N tRAS + IDD2N tRP))}, with IDD3N of one open bank where the standard has that of all and of one, a burst {@code VDD (IDD4 - IDD3N) BL / 2} and a refresh {@code VDD (IDD5AB - IDD3N) tRFC},
 * each times devices and clock period: volts times milliamperes times nanoseconds are picojoules. These are the terms of
 * DRAMsim3, which leaves out the last factor.
 *
 * <p>Left out, for want of data in the standards: pins and termination, the pump supply (IPP).
 */
public final class DramEnergy {

    private final DramStandard standard;
    private final Source source;

    public DramEnergy(DramStandard standard) {
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
    public double activatePj() {
        Power power = standard.power();
        Timing timing = standard.timing();
        double charge = power.idd0() * (timing.tRAS() + timing.tRP())
                - (power.oneBankOpen() * timing.tRAS() + power.idd2n() * timing.tRP());
        return picojoules(charge);
    }

    /** Moving one burst through every device. */
    public double burstPj(boolean write) {
        Power power = standard.power();
        double current = (write ? power.idd4w() : power.idd4r()) - power.idd3n();
        return picojoules(current * standard.geometry().burstCycles());
    }

    /** One refresh command; that of one bank refreshes the rows of one, and is charged its share. */
    public double refreshPj() {
        Power power = standard.power();
        double allBanksPj =
                picojoules((power.idd5ab() - power.idd3n()) * standard.timing().tRFC());
        return standard.controller().refresh() == DramController.Refresh.ALL_BANK
                ? allBanksPj
                : allBanksPj / standard.geometry().banks();
    }

    /** A rank that stands by. */
    public double backgroundPjPerNs(boolean rowsOpen) {
        Power power = standard.power();
        return milliwatts(rowsOpen ? power.idd3n() : power.idd2n());
    }

    /** A rank that is powered down. */
    public double powerDownPjPerNs(boolean rowsOpen) {
        Power power = standard.power();
        return milliwatts(rowsOpen ? power.idd3p() : power.idd2p());
    }

    /** A rank that refreshes itself. */
    public double selfRefreshPjPerNs() {
        Power power = standard.power();
        return milliwatts(power.idd6().orElse(power.idd2n()));
    }

    /** Which are picojoules in a nanosecond. */
    private double milliwatts(double milliamperes) {
        return standard.power().vddV() * milliamperes * standard.geometry().devices();
    }

    /** @param charge of one device, in milliampere clock cycles */
    private double picojoules(double charge) {
        double cyclesToNs = standard.timing().tCkPs() / 1000.0;
        return standard.power().vddV() * charge * standard.geometry().devices() * cyclesToNs;
    }
}
