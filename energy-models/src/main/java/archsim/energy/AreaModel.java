package archsim.energy;

import archsim.tables.AreaTable;
import archsim.tables.ClockTable;
import archsim.tables.InterconnectTable;
import archsim.tables.NumberTypeTable;
import archsim.tables.SourcedArea;
import archsim.tables.SparseLogicTable;
import archsim.tables.SramTable;
import archsim.tables.SramTransistors;
import archsim.tables.TableSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Areas of parts in one node, from tables. A part is looked up once: machines of a sweep have most of theirs in common. */
public final class AreaModel {

    private final TableSet tables;
    private final int technologyNm;
    private final SramTransistors transistors;
    private final AreaTable logic;
    private final InterconnectTable interconnect;
    private final ClockTable clock;
    private final SparseLogicTable sparseLogic;
    private final NumberTypeTable numbers;
    private final SramTable sram;
    private final Map<Part, SourcedArea> known = new ConcurrentHashMap<>();

    /**
     * The areas in one node.
     *
     * @param technologyNm a node that {@code tables} cover
     */
    public AreaModel(TableSet tables, int technologyNm, SramTransistors transistors) {
        this.tables = tables;
        this.technologyNm = technologyNm;
        this.transistors = transistors;
        logic = tables.area();
        interconnect = tables.interconnect();
        clock = tables.clock();
        sparseLogic = tables.sparseLogic();
        numbers = tables.numberType();
        sram = tables.sram(technologyNm, transistors);
    }

    /** The areas of the same transistors in another node. */
    AreaModel in(int otherNm) {
        return new AreaModel(tables, otherNm, transistors);
    }

    /**
     * The area of one part.
     *
     * @throws archsim.tables.OutOfRangeException if the tables do not cover it
     */
    SourcedArea area(Part part) {
        SourcedArea area = known.get(part);
        if (area == null) {
            area = part.area(this);
            known.put(part, area);
        }
        return area;
    }

    int technologyNm() {
        return technologyNm;
    }

    AreaTable logic() {
        return logic;
    }

    InterconnectTable interconnect() {
        return interconnect;
    }

    ClockTable clock() {
        return clock;
    }

    SparseLogicTable sparseLogic() {
        return sparseLogic;
    }

    NumberTypeTable numbers() {
        return numbers;
    }

    SramTable sram() {
        return sram;
    }
}
