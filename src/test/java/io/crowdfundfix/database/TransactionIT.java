package io.crowdfundfix.database;

import io.crowdfundfix.testing.OnPostgres;

@OnPostgres
class TransactionIT extends TransactionTest {}
