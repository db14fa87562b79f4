package io.crowdfundfix;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import io.crowdfundfix.capability.Capability;
import io.crowdfundfix.http.Contract;
import io.crowdfundfix.testing.Rules;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** How the code is written where the compiler has no say. */
class ConventionsTest {
    private static final JavaClasses PRODUCT = Rules.PRODUCT;

    @Test
    void everyPackageIsNullMarked() {
        Set<String> unmarked = PRODUCT.stream()
                .map(JavaClass::getPackage)
                .filter(any -> !any.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .collect(Collectors.toSet());
        assertEquals(Set.of(), unmarked);
    }

    @Test
    void publicTypesOfACapabilityAreItsDoors() {
        String[] capabilities = PRODUCT.stream()
                .filter(type -> type.isAssignableTo(Capability.class) && !type.isInterface())
                .map(JavaClass::getPackageName)
                .toArray(String[]::new);
        classes()
                .that()
                .resideInAnyPackage(capabilities)
                .and()
                .areTopLevelClasses()
                .and()
                .arePublic()
                .should()
                .beAssignableTo(Capability.class)
                .orShould()
                .beEnums()
                .orShould()
                .haveNameMatching(".*(Api|Config|Command)")
                .check(PRODUCT);
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(Impl|Base|Utils?|Helpers?|Manager|Dto|Consts?|Constants)")
                .orShould()
                .haveSimpleNameStartingWith("Abstract")
                .check(PRODUCT);
    }

    @Test
    void nobodyBlocks() {
        classes()
                .that()
                .doNotBelongToAnyOf(Main.class)
                .should(Rules.callNone(
                        "what blocks",
                        target -> calls(target.getFullName(), Thread.class, "sleep")
                                || calls(target.getFullName(), Future.class, "await", "toCompletionStage")
                                || calls(target.getFullName(), CompletableFuture.class, "get", "join")))
                .check(PRODUCT);
    }

    @Test
    void onlyMainWritesToTheConsole() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(Main.class)
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(PRODUCT);
        classes()
                .should(Rules.callNone(
                        "printStackTrace", target -> target.getName().equals("printStackTrace")))
                .check(PRODUCT);
    }

    @Test
    void onlyMainLooksAtTheEnvironmentAndTheWallClock() {
        classes()
                .that()
                .doNotBelongToAnyOf(Main.class)
                .should(Rules.callNone(
                        "the environment or the wall clock",
                        target -> calls(target.getFullName(), System.class, "getenv", "currentTimeMillis")
                                || target.getOwner().isAssignableTo(Temporal.class)
                                        && target.getName().equals("now")
                                        && target.getRawParameterTypes().isEmpty()
                                || target.getOwner().isEquivalentTo(Clock.class)
                                        && target.getName().startsWith("system")))
                .check(PRODUCT);
    }

    @Test
    void thereIsOneObjectMapperPerPurpose() {
        classes()
                .that()
                .resideOutsideOfPackage("io.crowdfundfix.json")
                .and()
                .doNotBelongToAnyOf(Contract.class)
                .should(Rules.callNone(
                        "the making of an object mapper",
                        target -> target.getOwner().isAssignableTo(ObjectMapper.class)
                                && List.of("<init>", "builder", "copy").contains(target.getName())))
                .check(PRODUCT);
    }

    private static boolean calls(String target, Class<?> owner, String... names) {
        for (String name : names) {
            if (target.startsWith(owner.getName() + "." + name + "(")) {
                return true;
            }
        }
        return false;
    }
}
