package archsim.tables;

import archsim.base.Source;
import archsim.base.json.StrictJson;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** All tables but the DRAM standards, as one set that fits together; each table is read when first asked for. */
public final class TableSet {

    private static final String SRAM = "sram";

    private final NodeScaling scaling = NodeScaling.read("stillmaker-baas", text("scaling", "stillmaker-baas"));

    private TableSet() {}

    /** The tables that ship. */
    public static TableSet shipped() {
        return new TableSet();
    }

    private static String text(String folder, String name) {
        return TableFiles.text(folder, name);
    }

    /** How figures change from node to node. */
    public NodeScaling scaling() {
        return scaling;
    }

    /** Arithmetic and register files. */
    public ArithmeticTable arithmetic() {
        return ArithmeticTable.read("arithmetic-45nm", text("arithmetic", "arithmetic-45nm"));
    }

    /** Wires and crossbars. */
    public InterconnectTable interconnect() {
        return InterconnectTable.read("interconnect", text("interconnect", "interconnect"), scaling);
    }

    /** Nodes that have an SRAM table of their own, in nanometres, in ascending order. */
    public List<Integer> sramNodesNm() {
        return TableFiles.in(SRAM).names().stream()
                .map(name -> Integer.valueOf(name.replaceAll("\\D", "")))
                .sorted()
                .toList();
    }

    /**
     * The SRAM table of a node: its own, or that of the nearest node that has one, scaled.
     *
     * @throws OutOfRangeException if the scaling does not cover the node
     */
    public SramTable sram(int technologyNm) {
        int nearestNm = sramNodesNm().stream()
                .min(Comparator.comparingDouble(node -> Math.abs(Math.log((double) node / technologyNm))))
                .orElseThrow();
        String name = "cacti-%dnm".formatted(nearestNm);
        SramFile file = StrictJson.read(name, text(SRAM, name), SramFile.class);
        return nearestNm == technologyNm ? SramTable.of(name, file) : SramTable.of(name, scaled(file, technologyNm));
    }

    /** Energies and leakage follow the energy of a gate, access times its delay, areas its area. */
    private SramFile scaled(SramFile file, int technologyNm) {
        int fromNm = file.technologyNm();
        double energy = scaling.energyRatio(fromNm, technologyNm);
        double delay = scaling.delayRatio(fromNm, technologyNm);
        double area = scaling.areaRatio(fromNm, technologyNm);
        Source source = SourcedEnergy.derived(
                file.source(),
                String.format(
                        Locale.ROOT,
                        "scaled from %d to %d nm (energy and leakage times %.3f, area times %.3f) by %s",
                        fromNm,
                        technologyNm,
                        energy,
                        area,
                        scaling.source().citation()));
        List<SramFile.Row> rows =
                file.rows().stream().map(row -> row.times(energy, area, delay)).toList();
        return new SramFile(file.name(), technologyNm, source, file.note(), rows);
    }
}
