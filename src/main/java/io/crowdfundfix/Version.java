package io.crowdfundfix;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The versions that the build wrote down. */
final class Version {
    private static final Properties BUILD = read();

    private Version() {}

    static String current() {
        return BUILD.getProperty("version", "unknown");
    }

    static String swaggerUi() {
        return BUILD.getProperty("swagger-ui", "unknown");
    }

    private static Properties read() {
        Properties properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("/build.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
