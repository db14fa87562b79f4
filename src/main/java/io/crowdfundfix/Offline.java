package io.crowdfundfix;

import io.crowdfundfix.database.Database;
import io.crowdfundfix.database.Migrations;
import io.crowdfundfix.security.SecretFile;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.BiFunction;

/** Work of a command on the configured database, without a node. */
final class Offline {
    private Offline() {}

    /** Brings the database up to date, opens it, does the work and closes it again. Blocks while it migrates. */
    static Future<String> run(Config config, BiFunction<Vertx, Database, Future<String>> work) {
        Path dataDir = config.data().path();
        try {
            SecretFile.createFolder(dataDir);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + dataDir.toAbsolutePath(), e);
        }
        Migrations.run(config.database(), dataDir);
        Vertx vertx = Vertx.vertx();
        Database database = Database.open(vertx, config.database(), dataDir);
        return Future.succeededFuture()
                .compose(opened -> work.apply(vertx, database))
                .eventually(database::close)
                .eventually(vertx::close);
    }
}
