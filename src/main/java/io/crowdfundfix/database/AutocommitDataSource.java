package io.crowdfundfix.database;

import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Cures vertx-jdbc-client issue #356: it ends each commit and rollback with {@code setAutoCommit(false)}, after which plain statements on
 * that pooled connection are never committed and hold their locks. Here a connection is back in autocommit after commit or rollback, and
 * exactly the next {@code setAutoCommit(false)}, the mistaken one, is swallowed.
 */
final class AutocommitDataSource implements DataSource {
    private final DataSource source;

    AutocommitDataSource(DataSource source) {
        this.source = source;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return cured(source.getConnection());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return cured(source.getConnection(user, password));
    }

    private static Connection cured(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                AutocommitDataSource.class.getClassLoader(), new Class<?>[] {Connection.class}, new Cure(connection));
    }

    private static final class Cure implements InvocationHandler {
        private final Connection connection;
        private boolean swallowNext;

        Cure(Connection connection) {
            this.connection = connection;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            switch (method.getName()) {
                case "setAutoCommit" -> {
                    boolean mistaken = swallowNext && arguments != null && Boolean.FALSE.equals(arguments[0]);
                    swallowNext = false;
                    return mistaken ? null : call(method, arguments);
                }
                case "commit", "rollback" -> {
                    Object result = call(method, arguments);
                    if (arguments == null) {
                        connection.setAutoCommit(true);
                        swallowNext = true;
                    }
                    return result;
                }
                default -> {
                    return call(method, arguments);
                }
            }
        }

        private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
            try {
                return method.invoke(connection, arguments);
            } catch (InvocationTargetException e) {
                throw e.getTargetException();
            }
        }
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return source.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        source.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        source.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return source.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger(Logger.GLOBAL_LOGGER_NAME);
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return source.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return source.isWrapperFor(type);
    }
}
