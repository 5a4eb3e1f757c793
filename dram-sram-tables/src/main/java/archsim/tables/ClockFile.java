package archsim.tables;

import archsim.base.Problems;
import archsim.base.Source;
import archsim.base.json.Range;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Flip-flops and their clock as their file holds them.
 *
 * @param name of the table
 * @param note what is in a figure, and what is not
 * @param storedShare share of the cycles in which the clock reaches a bit of a register file, whose other words are gated
 * @param networkAreaShare area of the clock network over that of the flip-flops
 * @param spread of energies
 * @param rows by node
 */
public record ClockFile(
        String name,
        String note,
        @Range(min = TableKind.POSITIVE, max = 1) double storedShare,
        Source storedSource,
        @Range(min = 0, max = 10) double networkAreaShare,
        Source networkAreaSource,
        Spread spread,
        List<Row> rows) {

    /**
     * A flip-flop of one bit in one node.
     *
     * @param supplyV at which it takes {@code energyFj}
     * @param energyFj of its clock in a cycle, in femtojoules, its data standing still
     */
    public record Row(
            @Range(min = 1, max = 1000) int technologyNm,
            @Range(min = 0.1, max = 10) double supplyV,
            @Range(min = TableKind.POSITIVE, max = 1e6) double energyFj,
            @Range(min = TableKind.POSITIVE, max = 1e6) double areaUm2,
            Source source) {}

    /** Faults that no single value shows. */
    void check(Problems problems) {
        if (rows.isEmpty()) {
            problems.add("/rows", "must hold at least one row");
        }
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < rows.size(); i++) {
            int technologyNm = rows.get(i).technologyNm();
            if (!seen.add(technologyNm)) {
                problems.add("/rows/" + i, "must differ from the rows before, was again %d nm", technologyNm);
            }
        }
        var byNode = new MonotonicityCheck<>("/rows", rows, row -> true, Row::technologyNm, "a coarser node");
        byNode.check(problems, "energyFj", Row::energyFj);
        byNode.check(problems, "areaUm2", Row::areaUm2);
    }
}
