package archsim.engine.run;

import archsim.base.Problems;
import archsim.base.RootLocale;
import archsim.energy.AreaModel;
import archsim.energy.ComponentParts;
import archsim.energy.EnergyModel;
import archsim.energy.EnergyModels;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.sram.SramBuffer;
import archsim.tables.DramStandard;
import archsim.tables.OperationTable;
import archsim.tables.OutOfRangeException;
import archsim.tables.SramTable;
import archsim.tables.TableSet;
import java.util.LinkedHashMap;
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

    /**
     * Areas by component, in mm2; in the order in which the machine names them, without those that the tables do not
     * cover.
     */
    Map<String, Double> areaMm2() {
        return areaMm2(new AreaModel(tables, accelerator.technologyNm(), accelerator.transistors()));
    }

    /** The same by a model of the tables that may know some of the parts. */
    Map<String, Double> areaMm2(AreaModel model) {
        var areaMm2 = new LinkedHashMap<String, Double>();
        for (ComponentParts part : accelerator.components()) {
            String name = part.component().name();
            try {
                areaMm2.merge(name, part.areaMm2(model), Double::sum);
            } catch (OutOfRangeException e) {
                areaMm2.remove(name);
            }
        }
        return areaMm2;
    }

    /** Components that take area, but how much the tables do not say. */
    List<String> unknownAreas() {
        return unknownAreas(areaMm2());
    }

    /** The same, once the areas that are known were found. */
    List<String> unknownAreas(Map<String, Double> known) {
        return accelerator.components().stream()
                .map(part -> part.component().name())
                .filter(name -> !known.containsKey(name))
                .distinct()
                .toList();
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
