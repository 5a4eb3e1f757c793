package archsim.tables;

import archsim.base.InvalidInputException;
import archsim.base.RootLocale;
import archsim.base.Sha256;
import archsim.base.json.StrictJson;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** All tables as one set that fits together: those that ship, or a user's in place of some. Read when asked for. */
public final class TableSet {

    private static final String SCALING = "stillmaker-baas";
    private static final String ARITHMETIC = "arithmetic-45nm";
    private static final String AREA = "logic-45nm";
    private static final String INTERCONNECT = "interconnect";
    private static final String CLOCK = "flip-flop";
    private static final String OPERATION = "operation";
    private static final String SPARSE_LOGIC = "sparse-logic-45nm";
    private static final String NUMBER_TYPE = "number-type";

    private final TableFolder own;
    private final Once<NodeScaling> scaling =
            new Once<>(() -> NodeScaling.read(SCALING, text(TableKind.SCALING, SCALING)));
    private final Once<ArithmeticTable> arithmetic =
            new Once<>(() -> ArithmeticTable.read(ARITHMETIC, text(TableKind.ARITHMETIC, ARITHMETIC)));
    private final Once<AreaTable> area = new Once<>(() -> AreaTable.read(AREA, text(TableKind.AREA, AREA), scaling()));
    private final Once<InterconnectTable> interconnect = new Once<>(
            () -> InterconnectTable.read(INTERCONNECT, text(TableKind.INTERCONNECT, INTERCONNECT), scaling()));
    private final Once<ClockTable> clock =
            new Once<>(() -> ClockTable.read(CLOCK, text(TableKind.CLOCK, CLOCK), scaling()));
    private final Once<SparseLogicTable> sparseLogic = new Once<>(
            () -> SparseLogicTable.read(SPARSE_LOGIC, text(TableKind.SPARSE_LOGIC, SPARSE_LOGIC), scaling()));
    private final Once<NumberTypeTable> numberType =
            new Once<>(() -> NumberTypeTable.read(NUMBER_TYPE, text(TableKind.NUMBER_TYPE, NUMBER_TYPE)));
    private final Once<OperationTable> operation =
            new Once<>(() -> OperationTable.read(OPERATION, text(TableKind.OPERATION, OPERATION), scaling()));
    private final Map<Memory, SramTable> srams = new ConcurrentHashMap<>();

    /** What an SRAM table is for. */
    private record Memory(int technologyNm, SramTransistors transistors) {}

    /** Made when first asked for. */
    private static final class Shipped {

        static final TableSet TABLES = new TableSet(TableFolder.EMPTY);
    }

    private TableSet(TableFolder own) {
        this.own = own;
    }

    /** The tables that ship. */
    public static TableSet shipped() {
        return Shipped.TABLES;
    }

    /**
     * The tables that ship, but for those that {@code folder} holds: files of the same names in it or in its folders
     * {@code area}, {@code arithmetic}, {@code clock}, {@code dram}, {@code interconnect}, {@code number-type}, {@code
     * operation}, {@code scaling}, {@code sparse-logic}, {@code sram} and {@code sram-high-performance}; the last two and {@code dram} may also hold more, e.g. {@code sram/mine-28nm.json}.
     *
     * @throws InvalidInputException with all faults of all these files
     */
    public static TableSet with(Path folder) {
        TableFolder own = TableFolder.read(folder);
        TableCheck.throwIfFaulty(folder, own);
        return new TableSet(own);
    }

    private String text(TableKind kind, String name) {
        return own.text(kind, name);
    }

    /** The user's tables among these, each with the digest of its text; none if all are those that ship. */
    public List<String> ownTables() {
        return own.texts().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(file -> RootLocale.format("own table %s, SHA-256 %s", file.getKey(), Sha256.of(file.getValue())))
                .toList();
    }

    /** How figures change from node to node. */
    public NodeScaling scaling() {
        return scaling.get();
    }

    /** Arithmetic and register files. */
    public ArithmeticTable arithmetic() {
        return arithmetic.get();
    }

    /** Areas of arithmetic and register files. */
    public AreaTable area() {
        return area.get();
    }

    /** Wires and crossbars. */
    public InterconnectTable interconnect() {
        return interconnect.get();
    }

    /** Flip-flops and their clock. */
    public ClockTable clock() {
        return clock.get();
    }

    /** Circuits that find what is not zero. */
    public SparseLogicTable sparseLogic() {
        return sparseLogic.get();
    }

    /** Floats and scales. */
    public NumberTypeTable numberType() {
        return numberType.get();
    }

    /** Supply, clock and temperature. */
    public OperationTable operation() {
        return operation.get();
    }

    /** Nodes that have an SRAM table of their own, in nanometres, in ascending order. */
    public List<Integer> sramNodesNm() {
        return nodesNm(TableKind.SRAM);
    }

    private List<Integer> nodesNm(TableKind kind) {
        var nodes = new TreeSet<Integer>();
        kind.shippedNames().forEach(name -> nodes.add(TableCheck.nodeNm(name).orElseThrow()));
        own.names(kind).forEach(name -> nodes.add(TableCheck.nodeNm(name).orElseThrow()));
        return List.copyOf(nodes);
    }

    /**
     * The SRAM table of a node: its own, or that of the nearest node that has one, scaled.
     *
     * @throws OutOfRangeException if the scaling does not cover the node
     */
    public SramTable sram(int technologyNm, SramTransistors transistors) {
        return srams.computeIfAbsent(new Memory(technologyNm, transistors), this::sram);
    }

    private SramTable sram(Memory memory) {
        int technologyNm = memory.technologyNm();
        int fromNm = nearest(TableKind.SRAM, technologyNm);
        SramFile file = sramFile(TableKind.SRAM, fromNm);
        if (memory.transistors() == SramTransistors.HIGH_PERFORMANCE) {
            int fastNm = nearest(TableKind.SRAM_HIGH_PERFORMANCE, fromNm);
            SramFile fast = sramFile(TableKind.SRAM_HIGH_PERFORMANCE, fastNm);
            file = SramNodes.highPerformance(file, SramNodes.scaled(fast, scaling(), fromNm));
        }
        return SramTable.of(SramNodes.scaled(file, scaling(), technologyNm));
    }

    /** A node that cannot be scaled serves itself only. */
    private int nearest(TableKind kind, int technologyNm) {
        List<Integer> usable = nodesNm(kind).stream()
                .filter(node -> node == technologyNm || scaling().covers(node))
                .toList();
        return SramNodes.nearest(usable, technologyNm);
    }

    /** The rows of the table of low standby power SRAM that a node has of its own. */
    SramFile sramRows(int technologyNm) {
        return sramFile(TableKind.SRAM, technologyNm);
    }

    private SramFile sramFile(TableKind kind, int technologyNm) {
        String name = ofNode(own.names(kind), technologyNm)
                .or(() -> ofNode(kind.shippedNames(), technologyNm))
                .orElseThrow();
        return SramTable.readFile(name, own.text(kind, name));
    }

    private static Optional<String> ofNode(List<String> names, int technologyNm) {
        return names.stream()
                .filter(name -> TableCheck.nodeNm(name).orElseThrow() == technologyNm)
                .findFirst();
    }

    /** Names of the DRAM standards, in alphabetical order. */
    public List<String> memoryNames() {
        var names = new TreeSet<>(DramStandards.names());
        names.addAll(own.names(TableKind.DRAM));
        return List.copyOf(names);
    }

    /**
     * The file of a DRAM standard, for configurations that override a part of it.
     *
     * @throws InvalidInputException if there is none of that name
     */
    public JsonObject memoryTree(String name) {
        return own.names(TableKind.DRAM).contains(name)
                ? StrictJson.parseObject(name, own.text(TableKind.DRAM, name))
                : DramStandards.tree(name);
    }
}
