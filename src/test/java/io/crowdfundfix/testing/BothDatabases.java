package io.crowdfundfix.testing;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.database.Database;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Gives a test class a migrated database and the platform around it. Written once and run twice:
 *
 * <pre>{@code
 * @ExtendWith(BothDatabases.class)
 * class UserStoreTest {                               // on H2, with mvnw test
 *     @BeforeEach
 *     void open(Platform platform, MutableClock clock) { … }
 * }
 *
 * @OnPostgres
 * class UserStoreIT extends UserStoreTest {}          // the same tests on PostgreSQL, with mvnw verify
 * }</pre>
 *
 * Parameters may be {@link Platform}, {@link Database}, {@link Bus}, {@link Vertx} and {@link MutableClock}. A class has one database;
 * every test starts with empty tables, the clock at its start, and no verticle.
 */
public final class BothDatabases implements ParameterResolver, BeforeEachCallback, AfterEachCallback {
    private static final Namespace NAMESPACE = Namespace.create(BothDatabases.class);

    private static final Map<Class<?>, Function<TestPlatform, Object>> PARTS = Map.of(
            Platform.class,
            TestPlatform::platform,
            Database.class,
            test -> test.platform().database(),
            Bus.class,
            test -> test.platform().bus(),
            Vertx.class,
            test -> test.platform().vertx(),
            MutableClock.class,
            TestPlatform::clock);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return PARTS.containsKey(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Function<TestPlatform, Object> part = PARTS.get(parameter.getParameter().getType());
        if (part == null) {
            throw new IllegalArgumentException("not a part of the platform: " + parameter);
        }
        return part.apply(of(context));
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        of(context).reset();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        of(context).undeployAll();
    }

    /** One for each top-level test class, also for its nested ones; the store of JUnit closes it after the last test. */
    private static TestPlatform of(ExtensionContext context) {
        ExtensionContext ofClass = context;
        while (ofClass.getParent()
                .filter(parent -> parent.getTestClass().isPresent())
                .isPresent()) {
            ofClass = ofClass.getParent().orElseThrow();
        }
        Class<?> test = ofClass.getRequiredTestClass();
        return ofClass.getStore(NAMESPACE)
                .computeIfAbsent(
                        test,
                        any -> AnnotationSupport.isAnnotated(test, OnPostgres.class)
                                ? TestPlatform.onPostgres()
                                : TestPlatform.onH2(),
                        TestPlatform.class);
    }
}
