package dev.riffle.sessions;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The dependency laws of this library: what each package may know. */
class ArchitectureTest {

    private static final String ROOT = "dev.riffle.sessions.";

    /** From what is known by all to what knows all; a package may know those before it. */
    private static final List<String> ORDER = List.of(
            "statement", "tap", "rest", "changelog", "view", "feed", "cluster", "catalog", "inference", "session");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.riffle.sessions");

    private static final ArchRule TAP_KNOWS_FLINK_ONLY = noClasses()
            .that()
            .resideInAPackage(ROOT + "tap..")
            .should()
            .dependOnClassesThat(new DescribedPredicate<JavaClass>("are not of the tap, of Flink or of the JDK") {
                @Override
                public boolean test(JavaClass other) {
                    String name = other.getBaseComponentType().getPackageName();
                    return Stream.of(ROOT + "tap", "org.apache.flink", "java", "org.jspecify", "com.google.errorprone")
                                    .noneMatch(known -> name.equals(known) || name.startsWith(known + "."))
                            && !other.getBaseComponentType().isPrimitive();
                }
            })
            .because("the tap's jar goes to the cluster alone");

    static Stream<ArchRule> laws() {
        return Stream.concat(
                Stream.of(
                        TAP_KNOWS_FLINK_ONLY,
                        noClasses()
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(
                                        "dev.riffle.workbench..",
                                        "dev.riffle.samples..",
                                        "io.ktor..",
                                        "java.sql..",
                                        "org.h2..")
                                .because("a session knows no HTTP server, no database and no notebook"),
                        noClasses()
                                .that()
                                .resideInAPackage(ROOT + "view..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage("org.apache.flink..")
                                .because("a view is a plain value")),
                Stream.iterate(0, i -> i < ORDER.size() - 1, i -> i + 1).map(ArchitectureTest::knowsOnlyThoseBefore));
    }

    private static ArchRule knowsOnlyThoseBefore(int index) {
        String[] later = ORDER.subList(index + 1, ORDER.size()).stream()
                .map(name -> ROOT + name + "..")
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(ROOT + ORDER.get(index) + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(later);
    }

    @ParameterizedTest
    @MethodSource("laws")
    void theCodeKeepsTheLaw(ArchRule law) {
        assertThat(CLASSES).hasSizeGreaterThan(60);
        law.check(CLASSES);
    }

    @ParameterizedTest
    @MethodSource("laws")
    void aPlantedViolationOfTheLawIsFound(ArchRule law) {
        JavaClasses planted = new ClassFileImporter()
                .withImportOption(location -> location.contains("/planted/"))
                .importPackages("dev.riffle.sessions");
        assertThat(planted).hasSize(11);
        assertThatThrownBy(() -> law.check(planted)).isInstanceOf(AssertionError.class);
    }
}
