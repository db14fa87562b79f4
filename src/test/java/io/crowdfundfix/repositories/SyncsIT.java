package io.crowdfundfix.repositories;

import io.crowdfundfix.testing.OnPostgres;

@OnPostgres
class SyncsIT extends SyncsTest {}
