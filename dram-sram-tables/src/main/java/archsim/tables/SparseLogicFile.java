package archsim.tables;

import archsim.base.Problems;
import archsim.base.Source;
import archsim.base.json.Range;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Circuits that find what is not zero, as their file holds them.
 *
 * @param name of the table
 * @param technologyNm node of all rows, at its nominal supply
 * @param note where the rows come from, and what is not in them
 * @param rows at least one of each unit
 */
public record SparseLogicFile(
        String name, @Range(min = 1, max = 1000) int technologyNm, String note, List<Row> rows) {

    /**
     * One circuit.
     *
     * @param size in lines, bits of a mask or words
     * @param lowPj least that a source gives for one use
     * @param energyPj chosen, which is used
     * @param highPj most that a source gives
     */
    public record Row(
            SparseUnit unit,
            @Range(min = 1, max = 1 << 20) int size,
            @Range(min = TableKind.POSITIVE) double lowPj,
            @Range(min = TableKind.POSITIVE) double energyPj,
            @Range(min = TableKind.POSITIVE) double highPj,
            @Range(min = TableKind.POSITIVE) double areaUm2,
            Source source) {

        public Row {
            if (lowPj > energyPj || energyPj > highPj) {
                throw new IllegalArgumentException("energyPj must lie from lowPj to highPj");
            }
        }

        SourcedEnergy sourced() {
            return new SourcedEnergy(lowPj, energyPj, highPj, source);
        }
    }

    /** Faults that no single value shows. */
    void check(Problems problems) {
        var missing = EnumSet.allOf(SparseUnit.class);
        Set<List<Object>> seen = new HashSet<>();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            missing.remove(row.unit());
            if (!seen.add(List.of(row.unit(), row.size()))) {
                problems.add("/rows/" + i, "must differ from the rows before, was again of size %d", row.size());
            }
        }
        if (!missing.isEmpty()) {
            problems.add("/rows", "must hold at least one row of each unit, lacks %s", missing);
        }
        for (SparseUnit unit : SparseUnit.values()) {
            var bySize = new MonotonicityCheck<>("/rows", rows, row -> row.unit() == unit, Row::size, "a larger one");
            bySize.check(problems, "energyPj", Row::energyPj);
            bySize.check(problems, "areaUm2", Row::areaUm2);
        }
    }
}
