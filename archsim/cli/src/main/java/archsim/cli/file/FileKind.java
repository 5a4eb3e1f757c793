package archsim.cli.file;

import archsim.base.json.EnumNames;
import archsim.base.json.JsonSchema;
import archsim.base.json.NamedFile;
import archsim.base.json.StrictJson;
import archsim.compression.config.CompressionConfig;
import archsim.compression.config.CompressionConfigs;
import archsim.compression.equal.EqualAccuracyConfig;
import archsim.compression.equal.EqualAccuracyConfigs;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.run.MachineFile;
import archsim.engine.run.MemoryConfig;
import archsim.engine.run.RunCache;
import archsim.engine.run.RunSetup;
import archsim.engine.run.config.RunConfig;
import archsim.sweep.Sweep;
import archsim.sweep.SweepCheck;
import archsim.sweep.SweepConfig;
import archsim.sweep.search.Search;
import archsim.sweep.search.SearchConfig;
import archsim.sweep.study.Study;
import archsim.sweep.study.StudyConfig;
import archsim.sweep.tradeoff.TradeOff;
import archsim.sweep.tradeoff.TradeOffConfig;
import archsim.tables.AreaFile;
import archsim.tables.AreaTable;
import archsim.tables.ArithmeticFile;
import archsim.tables.ArithmeticTable;
import archsim.tables.ClockFile;
import archsim.tables.ClockTable;
import archsim.tables.DramStandard;
import archsim.tables.InterconnectFile;
import archsim.tables.InterconnectTable;
import archsim.tables.NodeScaling;
import archsim.tables.NumberTypeFile;
import archsim.tables.NumberTypeTable;
import archsim.tables.OperationFile;
import archsim.tables.OperationTable;
import archsim.tables.SparseLogicFile;
import archsim.tables.SparseLogicTable;
import archsim.tables.SramFile;
import archsim.tables.SramTable;
import archsim.tables.TableSet;
import archsim.workloads.network.NetworkFile;
import archsim.workloads.network.Networks;
import archsim.workloads.sparsity.PublishedDensities;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The files of JSON that archsim reads. */
public enum FileKind {
    RUN(RunConfig.class, "run configuration", file -> RunSetup.read(
                    file.name(), file.text(), file.folder(), Optional.empty())
            .requireMappings()),
    SWEEP(SweepConfig.class, "sweep", file -> SweepCheck.check(Sweep.read(file, Optional.empty()), cache())),
    SEARCH(
            SearchConfig.class,
            "search",
            file -> SweepCheck.check(Search.read(file, Optional.empty()).sweep(), cache())),
    STUDY(StudyConfig.class, "study", file -> Study.read(file, Optional.empty(), cache())),
    TRADE_OFF(
            TradeOffConfig.class,
            "study of types and patterns",
            file -> TradeOff.read(file, Optional.empty(), cache())),
    COMPRESS(
            CompressionConfig.class,
            "compression configuration",
            file -> CompressionConfigs.parse(file.name(), file.text())),
    EQUAL_ACCURACY(
            EqualAccuracyConfig.class,
            "search for equal accuracy",
            file -> EqualAccuracyConfigs.read(file, UnaryOperator.identity(), FileKind::readStudy)),
    ACCELERATOR(Accelerator.class, "accelerator", file -> MachineFile.read(file.name(), file.text())),
    MEMORY(DramStandard.class, "memory", file -> MemoryConfig.read(file.name(), file.text())),
    NETWORK(NetworkFile.class, "network", file -> Networks.read(file.name(), file.text())),
    DENSITIES(
            PublishedDensities.class,
            "densities of a network",
            file -> StrictJson.read(file.name(), file.text(), PublishedDensities.class)),
    ARITHMETIC(
            ArithmeticFile.class,
            "table of arithmetic and registers",
            file -> ArithmeticTable.read(file.name(), file.text())),
    SRAM(SramFile.class, "table of on-chip memories", file -> SramTable.read(file.name(), file.text())),
    INTERCONNECT(
            InterconnectFile.class,
            "table of wires",
            file -> InterconnectTable.read(
                    file.name(), file.text(), TableSet.shipped().scaling())),
    AREA(
            AreaFile.class,
            "table of areas",
            file -> AreaTable.read(file.name(), file.text(), TableSet.shipped().scaling())),
    CLOCK(
            ClockFile.class,
            "table of clocked cells",
            file -> ClockTable.read(file.name(), file.text(), TableSet.shipped().scaling())),
    SPARSE_LOGIC(
            SparseLogicFile.class,
            "table of sparse logic",
            file -> SparseLogicTable.read(
                    file.name(), file.text(), TableSet.shipped().scaling())),
    NUMBER_TYPE(
            NumberTypeFile.class, "table of floats and scales", file -> NumberTypeTable.read(file.name(), file.text())),
    OPERATION(
            OperationFile.class,
            "table of supply, clock and temperature",
            file -> OperationTable.read(
                    file.name(), file.text(), TableSet.shipped().scaling())),
    SCALING(NodeScaling.ScalingFile.class, "scaling between nodes", file -> NodeScaling.read(file.name(), file.text()));

    private static final long CACHED_BYTES = 256L << 20;

    private final Class<? extends Record> type;
    private final String title;

    /** Stateless. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final Consumer<NamedFile> reader;

    FileKind(Class<? extends Record> type, String title, Consumer<NamedFile> reader) {
        this.type = type;
        this.title = title;
        this.reader = reader;
    }

    /** What such files hold, for people. */
    String title() {
        return title;
    }

    /** The record that such a file is read into. */
    Class<? extends Record> type() {
        return type;
    }

    /** The name that schemas go by in a folder: {@code run.schema.json}. */
    String schemaFile() {
        return this + ".schema.json";
    }

    /** The schema of such files. */
    JsonObject schema() {
        return this == MEMORY
                ? JsonSchema.ofBased(type, title, SchemaWords.shipped())
                : JsonSchema.of(type, title, SchemaWords.shipped());
    }

    /**
     * Reads a file and all that it names, as the command does that takes it.
     *
     * @throws archsim.base.InvalidInputException with all its faults
     */
    void read(NamedFile file) {
        reader.accept(file);
    }

    /** The kinds whose schema {@code tree} names, or else whose keys it has the most of; several if they share them. */
    static List<FileKind> of(JsonObject tree) {
        String named = tree.getString(JsonSchema.KEY, "");
        for (FileKind kind : values()) {
            if (named.equals(kind.schemaFile()) || named.endsWith("/" + kind.schemaFile())) {
                return List.of(kind);
            }
        }
        long most = List.of(values()).stream()
                .mapToLong(kind -> kind.fit(tree))
                .max()
                .orElseThrow();
        return List.of(values()).stream()
                .filter(kind -> most > 0 && kind.fit(tree) == most)
                .toList();
    }

    /** Keys that such a file has, less those that it has not. */
    private long fit(JsonObject tree) {
        List<String> known = JsonSchema.keys(type);
        long own = tree.keySet().stream().filter(known::contains).count();
        return 2 * own - tree.size();
    }

    private static void readStudy(String nameOrFile) {
        STUDY.read(NamedFile.find(nameOrFile, Study.SHIPPED, "a study", "/machines"));
    }

    private static RunCache cache() {
        return RunCache.ofBytes(CACHED_BYTES);
    }

    @Override
    public String toString() {
        return EnumNames.of(this);
    }
}
