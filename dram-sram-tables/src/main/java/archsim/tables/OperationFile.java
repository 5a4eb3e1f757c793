package archsim.tables;

import archsim.base.Problems;
import archsim.base.Source;
import archsim.base.json.Range;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Supply, clock and temperature as their file holds them.
 *
 * @param name of the table
 * @param note what the laws say, and where they hold
 * @param supply how speed and energy follow the supply
 * @param leastCycle the shortest cycle at the nominal supply
 * @param leakageSpread of what leaks at a temperature that is stated
 * @param sram leakage of memories by temperature
 * @param logic leakage of logic by node
 */
public record OperationFile(
        String name,
        String note,
        Supply supply,
        LeastCycle leastCycle,
        Spread leakageSpread,
        List<Warm> sram,
        Source sramSource,
        List<Logic> logic) {

    /**
     * Delay is in proportion to {@code V / (V - threshold)^alpha}.
     *
     * @param leastOverdriveV volts that the supply must be above the threshold
     * @param mostOfNominal the largest supply over the nominal one
     * @param leakageSlopeV leakage is in proportion to {@code V exp(V / leakageSlopeV)}
     */
    public record Supply(
            @Range(min = 1, max = 2) double alpha,
            @Range(min = 0, max = 1) double leastOverdriveV,
            @Range(min = 1, max = 2) double mostOfNominal,
            @Range(min = 0.01, max = 100) double leakageSlopeV,
            Source source,
            List<Threshold> thresholds,
            Source thresholdSource) {}

    /** The threshold of a node's transistors. */
    public record Threshold(
            @Range(min = 1, max = 1000) int technologyNm,
            @Range(min = 0.01, max = 2) double thresholdV) {}

    /** A circuit that no register can cut. */
    public record LeastCycle(
            @Range(min = 1, max = 1000) int technologyNm,
            @Range(min = TableKind.POSITIVE, max = 1e3) double delayNs,
            Source source) {}

    /** Leakage of a bit of an SRAM. */
    public record Warm(
            @Range(min = 1, max = 1000) int technologyNm,
            SramTransistors transistors,
            @Range(min = 200, max = 500) int temperatureK,
            @Range(min = TableKind.POSITIVE, max = 1e9) double picowatts) {}

    /** Leakage of logic at room temperature and the supply of its library. */
    public record Logic(
            @Range(min = 1, max = 1000) int technologyNm,
            @Range(min = TableKind.POSITIVE, max = 1e6) double nanowattsPerUm2,
            Source source) {}

    /** Faults that no single value shows. */
    void check(Problems problems) {
        if (supply.thresholds().isEmpty()) {
            problems.add("/supply/thresholds", "must hold at least one node");
        }
        if (logic.isEmpty()) {
            problems.add("/logic", "must hold at least one node");
        }
        Set<Object> seen = new HashSet<>();
        for (int i = 0; i < sram.size(); i++) {
            Warm row = sram.get(i);
            if (!seen.add(List.of(row.technologyNm(), row.transistors(), row.temperatureK()))) {
                problems.add("/sram/" + i, "must differ from the rows before, was again %d K", row.temperatureK());
            }
        }
        for (SramTransistors transistors : SramTransistors.values()) {
            if (sram.stream()
                    .noneMatch(
                            row -> row.transistors() == transistors && row.temperatureK() == OperationTable.ROOM_K)) {
                problems.add(
                        "/sram", "must hold %s transistors at %d K", transistors.jsonName(), OperationTable.ROOM_K);
            }
        }
    }
}
