package io.crowdfundfix.repositories;

import io.crowdfundfix.database.Database;
import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.testing.Await;

/** Rows of repositories, counted behind the product's back. */
final class RepositoryRows {
    private RepositoryRows() {}

    static long count(Database database, String table, long repository) {
        return Await.result(database.query(
                        "select count(*) as many from " + table + " where repository_id = #{id}",
                        Parameters.with("id", repository),
                        row -> row.getLong("many")))
                .get(0);
    }
}
