package io.crowdfundfix.database;

import io.crowdfundfix.testing.Postgres;

class PoolIT extends PoolTest {
    @Override
    DatabaseConfig config() {
        return Postgres.freshDatabase();
    }
}
