package archsim.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.text.DecimalFormat;
import java.text.NumberFormat;
import java.util.Arrays;
import java.util.Formatter;
import java.util.stream.Stream;

/**
 * Which part of archsim may know which, a sentence each.
 *
 * <p>{@code base <- workloads <- compression} and {@code base <- tables <- energy <- engine <- {sweep, validation} <-
 * reports <- cli}, with {@code workloads <- engine}. Each rule was broken once to see it fail.
 */
@AnalyzeClasses(packages = "archsim", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] ND4J = {"org.nd4j..", "org.bytedeco.."};
    private static final String[] CHARTS = {"org.jfree..", "org.apache.batik..", "org.apache.pdfbox.."};
    private static final String[] COMMAND_LINE = {"picocli..", "me.tongfei.."};

    @ArchTest
    static final ArchRule BASE_KNOWS_NO_OTHER_PART = onlyKnows("base");

    @ArchTest
    static final ArchRule WORKLOADS_KNOW_ONLY_BASE = onlyKnows("workloads", "base");

    @ArchTest
    static final ArchRule COMPRESSION_KNOWS_WORKLOADS = onlyKnows("compression", "workloads", "base");

    @ArchTest
    static final ArchRule TABLES_KNOW_ONLY_BASE = onlyKnows("tables", "base");

    @ArchTest
    static final ArchRule ENERGY_KNOWS_TABLES = onlyKnows("energy", "tables", "base");

    @ArchTest
    static final ArchRule THE_ENGINE_KNOWS_ENERGY_TABLES_AND_WORKLOADS =
            onlyKnows("engine", "energy", "tables", "workloads", "base");

    @ArchTest
    static final ArchRule VALIDATION_KNOWS_THE_ENGINE =
            onlyKnows("validation", "engine", "energy", "tables", "workloads", "base");

    @ArchTest
    static final ArchRule SWEEPS_KNOW_THE_ENGINE =
            onlyKnows("sweep", "engine", "energy", "tables", "workloads", "base");

    @ArchTest
    static final ArchRule REPORTS_KNOW_THE_ENGINE_SWEEPS_AND_VALIDATION =
            onlyKnows("reports", "sweep", "validation", "engine", "energy", "tables", "workloads", "base");

    @ArchTest
    static final ArchRule OPTIONS_AND_PROGRESS_STAY_IN_THE_COMMAND_LINE = staysIn("archsim.cli..", COMMAND_LINE);

    @ArchTest
    static final ArchRule TENSORS_STAY_IN_COMPRESSION = staysIn("archsim.compression..", ND4J);

    @ArchTest
    static final ArchRule ND4J_IS_ARRAYS_AND_NOTHING_ELSE = noClasses()
            .that()
            .resideInAPackage("archsim..")
            .should()
            .dependOnClassesThat(
                    JavaClass.Predicates.resideInAPackage("org.nd4j..")
                            .and(
                                    DescribedPredicate.not(
                                            HasName.Predicates.nameMatching(
                                                    "org\\.nd4j\\.(linalg\\.(api\\.(blas\\.Blas|buffer\\.Data(Buffer|Type)|ndarray\\.INDArray)|factory\\.(Nd4j|NDArrayFactory))|nativeblas\\.NativeOps(Holder)?)"))))
            .because("the libraries shaded inside ND4J have known faults: see THIRD-PARTY.md")
            .allowEmptyShould(false);

    @ArchTest
    static final ArchRule CHARTS_STAY_IN_REPORTS = staysIn("archsim.reports..", CHARTS);

    @ArchTest
    static final ArchRule THE_KERNEL_KNOWS_THE_JDK_ALONE = classes()
            .that()
            .resideInAPackage("archsim.engine.kernel..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("archsim.engine.kernel..", "java..")
            .because("its speed and its determinism are proved without knowing what it simulates")
            .allowEmptyShould(false);

    @ArchTest
    static final ArchRule THE_CONTRACT_OF_MACHINES_KNOWS_NO_MACHINE_AND_NOTHING_OF_TILING =
            partOfTheEngineKnowsNothingOf("plan", "tiling", "machines", "run", "accelerator", "dram", "kernel");

    @ArchTest
    static final ArchRule TILING_KNOWS_NO_MACHINE =
            partOfTheEngineKnowsNothingOf("tiling", "machines", "run", "accelerator", "dram", "kernel");

    @ArchTest
    static final ArchRule MACHINES_DO_NOT_KNOW_WHO_RUNS_THEM =
            partOfTheEngineKnowsNothingOf("machines", "run", "accelerator", "dram", "kernel");

    @ArchTest
    static final ArchRule SIMULATING_KNOWS_NO_MACHINE = partOfTheEngineKnowsNothingOf("run", "machines");

    @ArchTest
    static final ArchRule ACCELERATORS_AS_DATA_KNOW_NO_MACHINE =
            partOfTheEngineKnowsNothingOf("accelerator", "machines", "tiling");

    @ArchTest
    static final ArchRule NO_MACHINE_KNOWS_ANOTHER = slices().matching("archsim.engine.machines.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(
                    JavaClass.Predicates.resideInAnyPackage(
                            "archsim.engine.machines.scnn", "archsim.engine.machines.dcnn"),
                    JavaClass.Predicates.resideInAPackage("archsim.engine.machines.broadcast"))
            .allowEmptyShould(false);

    @ArchTest
    static final ArchRule NO_PACKAGES_KNOW_EACH_OTHER_IN_CIRCLES =
            slices().matching("archsim.(**)").should().beFreeOfCycles().allowEmptyShould(false);

    @ArchTest
    static final ArchRule ONLY_THE_COMMAND_LINE_PRINTS_OR_ENDS_THE_PROCESS = noClasses()
            .that()
            .resideOutsideOfPackage("archsim.cli..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(System.class, "exit", int.class)
            .allowEmptyShould(false);

    /** {@code %d} and {@code %.2f} of these follow the default locale; with a locale, or by RootLocale, they do not. */
    @ArchTest
    static final ArchRule NOTHING_IS_FORMATTED_BY_THE_DEFAULT_LOCALE = noClasses()
            .should()
            .callMethod(String.class, "format", String.class, Object[].class)
            .orShould()
            .callMethod(String.class, "formatted", Object[].class)
            .orShould()
            .callMethod(String.class, "toLowerCase")
            .orShould()
            .callMethod(String.class, "toUpperCase")
            .orShould()
            .callMethod(PrintWriter.class, "printf", String.class, Object[].class)
            .orShould()
            .callMethod(PrintWriter.class, "format", String.class, Object[].class)
            .orShould()
            .callMethod(PrintStream.class, "printf", String.class, Object[].class)
            .orShould()
            .callMethod(PrintStream.class, "format", String.class, Object[].class)
            .orShould()
            .callConstructor(Formatter.class)
            .orShould()
            .callConstructor(Formatter.class, Appendable.class)
            .orShould()
            .callConstructor(DecimalFormat.class, String.class)
            .orShould()
            .callMethod(NumberFormat.class, "getInstance")
            .orShould()
            .callMethod(NumberFormat.class, "getNumberInstance")
            .orShould()
            .callMethod(NumberFormat.class, "getIntegerInstance")
            .orShould()
            .callMethod(NumberFormat.class, "getPercentInstance")
            .allowEmptyShould(false);

    /** Of archsim's parts, {@code part} may know itself and {@code others}. */
    private static ArchRule onlyKnows(String part, String... others) {
        String[] forbidden = Stream.of(
                        "base",
                        "workloads",
                        "compression",
                        "tables",
                        "energy",
                        "engine",
                        "sweep",
                        "validation",
                        "reports",
                        "cli")
                .filter(candidate ->
                        !candidate.equals(part) && !Arrays.asList(others).contains(candidate))
                .map(candidate -> "archsim." + candidate + "..")
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage("archsim." + part + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden)
                .allowEmptyShould(false);
    }

    private static ArchRule partOfTheEngineKnowsNothingOf(String part, String... others) {
        return noClasses()
                .that()
                .resideInAPackage("archsim.engine." + part + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(Stream.of(others)
                        .map(other -> "archsim.engine." + other + "..")
                        .toArray(String[]::new))
                .allowEmptyShould(false);
    }

    /** Whoever uses the library lives in {@code home}, and someone does: a misspelt package would fail. */
    private static ArchRule staysIn(String home, String... library) {
        return classes()
                .that(new DescribedPredicate<JavaClass>("use " + String.join(" or ", library)) {
                    @Override
                    public boolean test(JavaClass user) {
                        return user.getDirectDependenciesFromSelf().stream()
                                .map(Dependency::getTargetClass)
                                .anyMatch(JavaClass.Predicates.resideInAnyPackage(library));
                    }
                })
                .should()
                .resideInAPackage(home)
                .allowEmptyShould(false);
    }
}
