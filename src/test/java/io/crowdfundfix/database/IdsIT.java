package io.crowdfundfix.database;

import io.crowdfundfix.testing.OnPostgres;

@OnPostgres
class IdsIT extends IdsTest {}
