package io.crowdfundfix;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import io.crowdfundfix.capability.Capability;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.testing.Rules;
import io.vertx.core.eventbus.EventBusOptions;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may know whom. A new capability is held to all of it without being listed anywhere. */
class ArchitectureTest {
    private static final String ROOT = "io.crowdfundfix";
    private static final String ENGINE = ROOT + ".engine";
    private static final String WHOLE_ENGINE = ENGINE + "..";
    private static final String TRAINING = ROOT + ".training";
    private static final JavaClasses PRODUCT = Rules.PRODUCT;
    private static final String[] PLATFORM = Stream.of(
                    "bus",
                    "fault",
                    "json",
                    "config",
                    "capability",
                    "database",
                    "jobs",
                    "journal",
                    "ledger",
                    "security",
                    "cluster",
                    "http",
                    "net")
            .map(name -> ROOT + "." + name)
            .toArray(String[]::new);
    private static final String[] CAPABILITIES = PRODUCT.stream()
            .filter(any -> any.isAssignableTo(Capability.class) && !any.isInterface())
            .map(JavaClass::getPackageName)
            .toArray(String[]::new);

    @Test
    void everyPackageIsPlatformCapabilityOrEngine() {
        Set<String> placed = new TreeSet<>(Set.of(ROOT, ENGINE, TRAINING));
        placed.addAll(Set.of(PLATFORM));
        placed.addAll(Set.of(CAPABILITIES));
        assertEquals(
                placed,
                PRODUCT.stream()
                        .map(JavaClass::getPackageName)
                        .map(name -> name.startsWith(ENGINE + ".") ? ENGINE : name)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void capabilitiesMeetOnlyThroughTheirApi() {
        DescribedPredicate<JavaClass> door = describe(
                "an Api, what is nested in it, or a public enum",
                target -> Rules.outermost(target).getSimpleName().endsWith("Api") || Rules.isPublicEnum(target));
        for (String capability : CAPABILITIES) {
            DescribedPredicate<JavaClass> inside = resideInAnyPackage(CAPABILITIES)
                    .and(not(resideInAPackage(capability)))
                    .and(not(door));
            noClasses()
                    .that()
                    .resideInAPackage(capability)
                    .should()
                    .dependOnClassesThat(inside)
                    .check(PRODUCT);
        }
    }

    @Test
    void thePlatformKnowsNoCapability() {
        noClasses()
                .that()
                .resideInAnyPackage(PLATFORM)
                .should()
                .dependOnClassesThat(resideInAnyPackage(CAPABILITIES)
                        .or(resideInAPackage(WHOLE_ENGINE))
                        .or(resideInAPackage(ROOT)))
                .check(PRODUCT);
    }

    @Test
    void nobodyButMainKnowsTheRoot() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT)
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT))
                .check(PRODUCT);
    }

    @Test
    void packagesFormNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(PRODUCT);
    }

    @Test
    void theEngineIsPlainJava() {
        classes()
                .that()
                .resideInAPackage(WHOLE_ENGINE)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        WHOLE_ENGINE,
                        ROOT + ".fault",
                        ROOT + ".json",
                        "java..",
                        "org.jspecify..",
                        "com.fasterxml.jackson..",
                        "com.google.protobuf..",
                        "ai.onnx..",
                        "ai.onnxruntime..",
                        "org.apache.lucene..",
                        "org.treesitter..",
                        "org.tribuo.."))
                .andShould()
                .onlyDependOnClassesThat(not(resideInAnyPackage("java.sql..", "java.net..")))
                .check(PRODUCT);
    }

    @Test
    void onlyAnalysisLocalisationAndTrainingUseTheEngine() {
        noClasses()
                .that()
                .resideOutsideOfPackages(WHOLE_ENGINE, ROOT + ".analysis", ROOT + ".localisation", TRAINING, ROOT)
                .should()
                .dependOnClassesThat(resideInAPackage(WHOLE_ENGINE))
                .check(PRODUCT);
    }

    @Test
    void onlyTheEngineLoadsModels() {
        noClasses()
                .that()
                .resideOutsideOfPackage(WHOLE_ENGINE)
                .should()
                .dependOnClassesThat(resideInAnyPackage("ai..", "com.google.protobuf.."))
                .check(PRODUCT);
    }

    @Test
    void theEnginesPartsFormNoCycles() {
        slices().matching(ENGINE + ".(*)..").should().beFreeOfCycles().check(PRODUCT);
    }

    @Test
    void onlyTheBusTouchesTheEventBus() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".bus")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("io.vertx.core.eventbus..").and(not(type(EventBusOptions.class))))
                .check(PRODUCT);
    }

    @Test
    void onlyStoresSpeakSql() {
        DescribedPredicate<JavaClass> store =
                HasName.Predicates.nameMatching(".*(Store|Listing)(\\$.*)?").forSubtype();
        DescribedPredicate<JavaClass> allowed =
                store.or(resideInAnyPackage(ROOT + ".database", ROOT + ".jobs", ROOT + ".journal"));
        noClasses()
                .that(not(allowed))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("io.vertx.sqlclient..", "java.sql..", "javax.sql..", "org.h2.."))
                .check(PRODUCT);
        classes()
                .that(not(allowed))
                .should(Rules.callNone(
                        "statements of a Session",
                        target -> target.getOwner().isAssignableTo(Session.class)
                                && Set.of("query", "find", "update", "batch", "insert", "set")
                                        .contains(target.getName())))
                .check(PRODUCT);
    }

    @Test
    void onlyRoutesAndTheEdgeSpeakHttp() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".http")
                .and()
                .haveNameNotMatching(".*(Routes|Streams|Fetch)(\\$.*)?")
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.vertx.core.http..", "io.vertx.ext.web.."))
                .check(PRODUCT);
    }

    @Test
    void theDomainIsPlainJava() {
        classes()
                .that()
                .areRecords()
                .and()
                .areTopLevelClasses()
                .and()
                .arePackagePrivate()
                .and()
                .resideInAnyPackage(CAPABILITIES)
                .and()
                .haveSimpleNameNotStartingWith("Shared")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", ROOT + ".fault")
                        .or(resideInAnyPackage(ROOT + ".security"))
                        .or(resideInAnyPackage(CAPABILITIES)))
                .check(PRODUCT);
    }

    @Test
    void verticlesOnlyWire() {
        classes()
                .that()
                .haveNameMatching(ROOT + "\\.\\w+\\.\\w+(Verticle|Worker)")
                .and()
                .resideInAnyPackage(CAPABILITIES)
                .should()
                .bePackagePrivate()
                .andShould(Rules.callNone(
                        "a store or the database",
                        target -> !target.getName().equals("<init>")
                                && (target.getOwner().getSimpleName().endsWith("Store")
                                        || target.getOwner().isAssignableTo(Session.class))))
                .check(PRODUCT);
    }
}
