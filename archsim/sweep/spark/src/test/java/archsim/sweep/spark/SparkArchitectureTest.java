package archsim.sweep.spark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Where Spark may be known. All of archsim is on the class path of this test. Each rule was seen to fail. */
@AnalyzeClasses(packages = "archsim", importOptions = DoNotIncludeTests.class)
class SparkArchitectureTest {

    private static final String[] SPARK = {"org.apache.spark..", "scala.."};

    @ArchTest
    static final ArchRule SPARK_STAYS_IN_SWEEPS_ON_SPARK = noClasses()
            .that()
            .resideOutsideOfPackage("archsim.sweep.spark..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SPARK)
            .allowEmptyShould(false);

    @ArchTest
    static final ArchRule SWEEPS_ON_SPARK_KNOW_SWEEPS_AND_WHAT_THEY_RUN = classes()
            .that()
            .resideInAPackage("archsim.sweep.spark..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "archsim.sweep..",
                    "archsim.engine.run..",
                    "archsim.base..",
                    "java..",
                    "org.apache.spark..",
                    "scala..")
            .allowEmptyShould(false);

    @ArchTest
    static final ArchRule NOTHING_NEEDS_THEM = noClasses()
            .that()
            .resideOutsideOfPackage("archsim.sweep.spark..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("archsim.sweep.spark..")
            .allowEmptyShould(false);
}
