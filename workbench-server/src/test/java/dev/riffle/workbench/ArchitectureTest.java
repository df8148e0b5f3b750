package dev.riffle.workbench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The dependency laws of the server: Java core inside, Kotlin edge around it. */
class ArchitectureTest {

    private static final String ROOT = "dev.riffle.workbench.";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.riffle.workbench");

    static Stream<ArchRule> laws() {
        return Stream.of(
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("org.apache.flink..")
                        .because("only sessions and the samples' sources know Flink"),
                noClasses()
                        .that()
                        .resideOutsideOfPackage(ROOT + "web.wire..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("kotlinx.serialization.json..")
                        .because("only wire knows JSON"),
                noClasses()
                        .that()
                        .resideOutsideOfPackage(ROOT + "storage..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("org.jdbi..", "org.h2..", "com.zaxxer..", "org.flywaydb..")
                        .because("only storage knows the database"),
                noClasses()
                        .that()
                        .resideOutsideOfPackages(ROOT + "storage..", ROOT + "connect.database..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("java.sql..")
                        .because("only storage knows our database, and only connect.database those of others"),
                noClasses()
                        .that()
                        .resideOutsideOfPackage(ROOT + "web..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("io.ktor..", "kotlin..", "kotlinx..", ROOT + "web..")
                        .because("the core knows no HTTP and no Kotlin"),
                noClasses()
                        .that()
                        .resideInAPackage(ROOT + "notebook..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(ROOT + "storage..", ROOT + "live..")
                        .because("a notebook is a value"),
                noClasses()
                        .that()
                        .resideInAPackage(ROOT + "storage..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(ROOT + "live..")
                        .because("what is stored does not know what is live"));
    }

    @ParameterizedTest
    @MethodSource("laws")
    void theCodeKeepsTheLaw(ArchRule law) {
        assertThat(CLASSES).hasSizeGreaterThan(100);
        law.check(CLASSES);
    }

    @ParameterizedTest
    @MethodSource("laws")
    void aPlantedViolationOfTheLawIsFound(ArchRule law) {
        JavaClasses planted = new ClassFileImporter()
                .withImportOption(location -> location.contains("/planted/"))
                .importPackages("dev.riffle.workbench");
        assertThat(planted).hasSize(4);
        assertThatThrownBy(() -> law.check(planted)).isInstanceOf(AssertionError.class);
    }
}
