package archsim.tables;

import archsim.base.Problems;
import archsim.base.Source;
import archsim.base.json.Range;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An SRAM table as its file holds it.
 *
 * @param name of the table
 * @param technologyNm node of all rows
 * @param source of all rows
 * @param spread of the energies
 * @param leakageSpread of the leakage
 * @param note what the rows assume, for readers of the file
 * @param rows in any order; not every combination of capacity and width need be there
 */
public record SramFile(
        String name,
        @Range(min = 1, max = 1000) int technologyNm,
        Source source,
        Spread spread,
        Spread leakageSpread,
        String note,
        List<Row> rows) {

    /** One memory: its capacity, its word and the figures of {@link SramFigures}. */
    public record Row(
            @Range(min = 1) int capacityBytes,
            @Range(min = 1) int wordBits,
            @Range(min = TableKind.POSITIVE) double readPj,
            @Range(min = TableKind.POSITIVE) double writePj,
            @Range(min = TableKind.POSITIVE) double leakageMw,
            @Range(min = TableKind.POSITIVE) double areaMm2,
            @Range(min = TableKind.POSITIVE) double accessNs) {

        SramFigures figures() {
            return new SramFigures(readPj, writePj, leakageMw, areaMm2, accessNs);
        }

        /** The same memory in another node. */
        Row times(double energy, double area, double delay) {
            return new Row(
                    capacityBytes,
                    wordBits,
                    readPj * energy,
                    writePj * energy,
                    leakageMw * energy,
                    areaMm2 * area,
                    accessNs * delay);
        }
    }

    /** Faults that no single value shows. */
    void check(Problems problems) {
        if (rows.isEmpty()) {
            problems.add("/rows", "must hold at least one row");
        }
        Map<List<Integer>, Integer> seen = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            Integer first = seen.putIfAbsent(List.of(row.capacityBytes(), row.wordBits()), i);
            if (first != null) {
                problems.add(
                        "/rows/" + i,
                        "must differ from /rows/%d, was again %d bytes with words of %d bits",
                        first,
                        row.capacityBytes(),
                        row.wordBits());
            }
        }
        rows.stream().map(Row::wordBits).distinct().forEach(wordBits -> {
            var byCapacity = new MonotonicityCheck<>(
                    "/rows", rows, row -> row.wordBits() == wordBits, Row::capacityBytes, "a larger memory");
            byCapacity.check(problems, "readPj", Row::readPj);
            byCapacity.check(problems, "writePj", Row::writePj);
            byCapacity.check(problems, "leakageMw", Row::leakageMw);
            byCapacity.check(problems, "areaMm2", Row::areaMm2);
        });
    }
}
