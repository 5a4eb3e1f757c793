package archsim.tables;

import archsim.base.Problems;
import archsim.base.Source;
import archsim.base.json.Range;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What wires and crossbars are made of, as their file holds it.
 *
 * @param name of the table
 * @param note what is assumed
 */
public record InterconnectFile(String name, String note, Wire wire, Crossbar crossbar) {

    /**
     * Repeated wires.
     *
     * @param activity share of transfers in which a bit changes its wire
     * @param repeaterFactor energy of wire and repeaters over that of the wire
     */
    public record Wire(
            @Range(min = TableFiles.POSITIVE, max = 1) double activity,
            @Range(min = 1, max = 10) double repeaterFactor,
            Source source,
            List<Row> rows) {}

    /** Capacitance of a wire in one node. */
    public record Row(
            @Range(min = 1, max = 1000) int technologyNm,
            @Range(min = TableFiles.POSITIVE, max = 100) double picofaradsPerMm) {}

    /**
     * Grids of wires.
     *
     * @param technologyNm node of the pitch
     * @param wirePitchUm from one wire of the grid to the next
     */
    public record Crossbar(
            @Range(min = 1, max = 1000) int technologyNm,
            @Range(min = TableFiles.POSITIVE, max = 1000) double wirePitchUm,
            Source source) {}

    /** Faults that no single value shows. */
    void check(Problems problems) {
        if (wire.rows().isEmpty()) {
            problems.add("/wire/rows", "must hold at least one row");
        }
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < wire.rows().size(); i++) {
            int technologyNm = wire.rows().get(i).technologyNm();
            if (!seen.add(technologyNm)) {
                problems.add("/wire/rows/" + i, "must differ from the rows before, was again %d nm", technologyNm);
            }
        }
    }
}
