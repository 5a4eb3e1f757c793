package archsim.engine.run;

import archsim.base.Problems;
import archsim.base.RootLocale;
import archsim.energy.AreaModel;
import archsim.energy.EnergyModel;
import archsim.energy.EnergyModels;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.sram.SramBuffer;
import archsim.tables.DramStandard;
import archsim.tables.OperationTable;
import archsim.tables.OutOfRangeException;
import archsim.tables.SramTable;
import archsim.tables.TableSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** A machine, and the tables that price it. */
record PricedMachine(Accelerator accelerator, TableSet tables) {

    /** The prices of the machine's node, with {@code memory} beside it. */
    EnergyModel energyModel(DramStandard memory) {
        return EnergyModels.of(
                tables, accelerator.technologyNm(), accelerator.transistors(), accelerator.operatingPoint(), memory);
    }

    /** What it takes of the chip. */
    MachineArea area() {
        return MachineArea.of(
                accelerator, new AreaModel(tables, accelerator.technologyNm(), accelerator.transistors()));
    }

    /** Areas by component, in mm2, without those that the tables do not cover. */
    Map<String, Double> areaMm2() {
        return area().areaMm2();
    }

    /**
     * Reports what the tables cannot price: the node, or a bank, whose size is not what its author wrote.
     *
     * @param pointer of the accelerator
     */
    void check(String pointer, Problems problems) {
        int technologyNm = accelerator.technologyNm();
        if (!tables.scaling().covers(technologyNm)) {
            problems.add(
                    pointer + "/technologyNm",
                    "must be %d to %d, was %d: other nodes have no prices",
                    tables.scaling().finestNm(),
                    tables.scaling().coarsestNm(),
                    technologyNm);
            return;
        }
        checkOperation(pointer, problems);
        try {
            checkBanks(pointer, tables.sram(technologyNm, accelerator.transistors()), problems);
        } catch (OutOfRangeException e) {
            problems.add(pointer + "/sramTransistors", "cannot be priced: %s", e.getMessage());
        }
    }

    /** Supply and temperature within what the tables hold for, and a clock that the node can have at this supply. */
    private void checkOperation(String pointer, Problems problems) {
        OperationTable operation = tables.operation();
        int technologyNm = accelerator.technologyNm();
        OptionalDouble supplyV = accelerator.supplyV();
        if (supplyV.isPresent() && !isSupplied(pointer, operation, supplyV.getAsDouble(), problems)) {
            return;
        }
        double mostMhz = operation.mostMhz(technologyNm, supplyV);
        if (accelerator.clockMhz() > mostMhz) {
            problems.add(
                    pointer + "/clockMhz",
                    "must be at most %.0f at %d nm%s, was %s: %s",
                    mostMhz,
                    technologyNm,
                    supplyV.isPresent() ? RootLocale.format(" and %s V", supplyV.getAsDouble()) : "",
                    accelerator.clockMhz(),
                    operation.mostMhzReason());
        }
        if (accelerator.temperatureK().isPresent()) {
            int temperatureK = accelerator.temperatureK().getAsInt();
            List<Integer> range = operation.temperaturesK(technologyNm, accelerator.transistors());
            if (temperatureK < range.get(0) || temperatureK > range.get(1)) {
                problems.add(
                        pointer + "/temperatureK",
                        "must be %d to %d, was %d: leakage is tabulated there",
                        range.get(0),
                        range.get(1),
                        temperatureK);
            }
        }
    }

    private boolean isSupplied(String pointer, OperationTable operation, double supplyV, Problems problems) {
        int technologyNm = accelerator.technologyNm();
        try {
            double leastV = operation.leastV(technologyNm);
            double mostV = operation.mostV(technologyNm);
            if (supplyV < leastV || supplyV > mostV) {
                problems.add(
                        pointer + "/supplyV",
                        "must be %.3f to %.3f at %d nm, was %s: the alpha-power law holds from the threshold and an"
                                + " overdrive to a little above the nominal supply",
                        leastV,
                        mostV,
                        technologyNm,
                        supplyV);
                return false;
            }
            return true;
        } catch (OutOfRangeException e) {
            problems.add(pointer + "/supplyV", "cannot be priced: %s", e.getMessage());
            return false;
        }
    }

    private void checkBanks(String pointer, SramTable sram, Problems problems) {
        accelerator.srams().forEach(placed -> {
            SramBuffer buffer = placed.buffer();
            try {
                sram.interpolate(buffer.bankBytes(), buffer.wordBits());
            } catch (OutOfRangeException e) {
                problems.add(
                        pointer + placed.pointer(),
                        "has %d banks of %d bytes: %s",
                        buffer.banks(),
                        buffer.bankBytes(),
                        e.getMessage());
            }
        });
    }
}
