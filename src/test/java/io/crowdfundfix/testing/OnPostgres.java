package io.crowdfundfix.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/** Runs the inherited tests of {@link BothDatabases} on PostgreSQL: {@code @OnPostgres class XStoreIT extends XStoreTest {}}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("postgres")
public @interface OnPostgres {}
