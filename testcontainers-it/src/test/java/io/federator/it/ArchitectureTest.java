package io.federator.it;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may import whom. The reasons are in the architecture's text; this keeps them true. */
class ArchitectureTest {
    private static final String OURS = "io.federator..";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.federator");

    /** A reader of class files that does not know this Java's version would see nothing and find every rule kept. */
    @ParameterizedTest
    @ValueSource(strings = {"config", "spi", "engine", "duckdb", "adapter.jdbc", "adapter.postgresql", "xa", "gateway"})
    void everyModuleIsSeen(String module) {
        assertThat(CLASSES.that(resideInAPackage("io.federator." + module + "..")))
                .isNotEmpty();
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.federator.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @ParameterizedTest(name = "{0} imports of ours: {1}")
    @CsvSource(
            delimiter = '|',
            nullValues = "nothing",
            value = {
                "config             | nothing",
                "spi                | config",
                "engine             | spi config",
                "duckdb             | spi config",
                "adapter.jdbc       | spi config",
                "adapter.testkit    | adapter.jdbc spi config",
                "adapter.postgresql | adapter.jdbc spi config",
                "adapter.mysql      | adapter.jdbc spi config",
                "adapter.mariadb    | adapter.jdbc spi config",
                "xa                 | spi config",
                "gateway.wire       | nothing",
                "samples            | nothing",
            })
    void importsOfOurs(String module, String allowed) {
        String[] own = Stream.concat(
                        Stream.of(module), allowed == null ? Stream.empty() : Stream.of(allowed.split(" ")))
                .map(name -> "io.federator." + name + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("io.federator." + module + "..")
                .should()
                .dependOnClassesThat(resideInAPackage(OURS).and(not(resideInAnyPackage(own))))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @ParameterizedTest(name = "{0} is known to {1} only")
    @CsvSource({
        "com.atomikos,       xa",
        "org.apache.calcite, engine",
        "org.apache.arrow,   duckdb",
        "org.duckdb,         duckdb",
        "com.zaxxer.hikari,  adapter.jdbc",
        "org.postgresql,     adapter.postgresql",
        "com.mysql,          adapter.mysql",
        "org.mariadb,        adapter.mariadb",
        "io.vertx,           gateway",
        "io.netty,           gateway",
        "picocli,            gateway",
        "io.micrometer,      gateway",
        "io.zonky,           gateway.demo",
        "ch.vorburger,       gateway.demo",
    })
    void knownToOneModuleOnly(String library, String module) {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.federator." + module + "..", "io.federator.adapter.testkit..", "io.federator.samples..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library + "..")
                .check(CLASSES);
    }

    @Test
    void noStaticStateThatChanges() {
        fields().that().areStatic().should().beFinal().allowEmptyShould(true).check(CLASSES);
    }

    /** A virtual thread lives as long as a session, and there are many of them. */
    @Test
    void noThreadLocals() {
        classes()
                .should()
                .onlyDependOnClassesThat(not(assignableTo(ThreadLocal.class)))
                .check(CLASSES);
    }
}
