package archsim.engine.run;

import archsim.base.Problems;
import archsim.base.RootLocale;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.sram.PlacedSram;
import archsim.engine.sram.SramBuffer;
import archsim.tables.OperationTable;
import archsim.tables.OutOfRangeException;
import archsim.tables.SramTable;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Whether the tables price what of a machine is in one node.
 *
 * @param stated pointer within the accelerator to the node
 */
record NodeCheck(PricedMachine machine, int technologyNm, String stated) {

    private String node() {
        return technologyNm == accelerator().technologyNm()
                ? RootLocale.format("%d nm", technologyNm)
                : RootLocale.format("%d nm of %s", technologyNm, stated);
    }

    private Accelerator accelerator() {
        return machine.accelerator();
    }

    /** Whether they know the node; if not, that is reported, with {@code pointer} of the accelerator. */
    boolean isCovered(String pointer, Problems problems) {
        if (!machine.tables().scaling().covers(technologyNm)) {
            problems.add(
                    pointer + stated,
                    "must be %d to %d, was %d: other nodes have no prices",
                    machine.tables().scaling().finestNm(),
                    machine.tables().scaling().coarsestNm(),
                    technologyNm);
            return false;
        }
        return true;
    }

    /** Reports what they do not price in a node that they know, with {@code pointer} of the accelerator. */
    void of(String pointer, Problems problems) {
        checkOperation(pointer, problems);
        try {
            checkBanks(
                    pointer, machine.tables().sram(technologyNm, accelerator().transistors()), problems);
        } catch (OutOfRangeException e) {
            problems.add(pointer + "/sramTransistors", "cannot be priced: %s", e.getMessage());
        }
    }

    /** Supply and temperature within what the tables hold for, and a clock that the node can have at this supply. */
    private void checkOperation(String pointer, Problems problems) {
        OperationTable operation = machine.tables().operation();
        OptionalDouble supplyV = accelerator().supplyV();
        if (supplyV.isPresent() && !isSupplied(pointer, operation, supplyV.getAsDouble(), problems)) {
            return;
        }
        double mostMhz = operation.mostMhz(technologyNm, supplyV);
        if (accelerator().clockMhz() > mostMhz) {
            problems.add(
                    pointer + "/clockMhz",
                    "must be at most %.0f at %s%s, was %s: %s",
                    mostMhz,
                    node(),
                    supplyV.isPresent() ? RootLocale.format(" and %s V", supplyV.getAsDouble()) : "",
                    accelerator().clockMhz(),
                    operation.mostMhzReason());
        }
        if (accelerator().temperatureK().isPresent()) {
            int temperatureK = accelerator().temperatureK().getAsInt();
            List<Integer> range =
                    operation.temperaturesK(technologyNm, accelerator().transistors());
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
        try {
            double leastV = operation.leastV(technologyNm);
            double mostV = operation.mostV(technologyNm);
            if (supplyV < leastV || supplyV > mostV) {
                problems.add(
                        pointer + "/supplyV",
                        "must be %.3f to %.3f at %s, was %s: the alpha-power law holds from the threshold and an"
                                + " overdrive to a little above the nominal supply",
                        leastV,
                        mostV,
                        node(),
                        supplyV);
                return false;
            }
            return true;
        } catch (OutOfRangeException e) {
            problems.add(pointer + "/supplyV", "cannot be priced at %s: %s", node(), e.getMessage());
            return false;
        }
    }

    private void checkBanks(String pointer, SramTable sram, Problems problems) {
        accelerator().srams().stream().filter(this::isHere).forEach(placed -> {
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

    private boolean isHere(PlacedSram placed) {
        return placed.technologyNm().orElse(accelerator().technologyNm()) == technologyNm;
    }
}
