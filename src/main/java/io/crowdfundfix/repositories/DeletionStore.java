package io.crowdfundfix.repositories;

import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.database.Session;
import io.vertx.core.Future;
import java.util.List;

/** What goes with a repository, in an order that can be begun again anywhere. */
final class DeletionStore {
    private static final List<String> TABLES = List.of(
            "repository_file_authors",
            "repository_files",
            "repository_authors",
            "repository_owners",
            "repository_fixes",
            "repository_names");

    Future<Void> delete(Session session, long repository) {
        Parameters one = Parameters.with("id", repository);
        Future<Integer> all = session.update("""
                delete from repository_upload_parts
                where upload_id in (select id from repository_uploads where repository_id = #{id})
                """, one)
                .compose(done -> session.update("delete from repository_uploads where repository_id = #{id}", one));
        for (String table : TABLES) {
            all = all.compose(done -> session.update("delete from " + table + " where repository_id = #{id}", one));
        }
        return all.mapEmpty();
    }
}
