package io.crowdfundfix.bench;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.ext.web.Router;
import io.vertx.jdbcclient.JDBCPool;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Tuple;
import java.util.concurrent.CountDownLatch;
import org.h2.jdbcx.JdbcDataSource;

/** The limit to compare with: a vertx-web route that reads one whole H2 row by its id and writes it as JSON. Serves until it is killed. */
public final class BareRoute {
    private BareRoute() {}

    /**
     * Starts the server.
     *
     * @param arguments the port, and the JDBC URL of a stopped installation's database
     */
    public static void main(String[] arguments) throws InterruptedException {
        int port = Integer.parseInt(arguments[0]);
        int cores = Runtime.getRuntime().availableProcessors();
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(cores));
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(arguments[1]);
        Pool pool = JDBCPool.pool(vertx, source, new PoolOptions().setMaxSize(8));
        vertx.deployVerticle(() -> new Server(port, pool), new DeploymentOptions().setInstances(cores));
        new CountDownLatch(1).await();
    }

    private static final class Server extends VerticleBase {
        private final int port;
        private final Pool pool;

        Server(int port, Pool pool) {
            this.port = port;
            this.pool = pool;
        }

        @Override
        public Future<?> start() {
            Router router = Router.router(vertx);
            router.get("/bugs/:id")
                    .handler(context -> pool.preparedQuery("select * from bugs where id = $1")
                            .execute(Tuple.of(Long.parseLong(context.pathParam("id"))))
                            .onSuccess(
                                    rows -> context.json(rows.iterator().next().toJson()))
                            .onFailure(context::fail));
            return vertx.createHttpServer().requestHandler(router).listen(port, "127.0.0.1");
        }
    }
}
