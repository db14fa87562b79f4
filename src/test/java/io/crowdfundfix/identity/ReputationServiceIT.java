package io.crowdfundfix.identity;

import io.crowdfundfix.testing.OnPostgres;

@OnPostgres
class ReputationServiceIT extends ReputationServiceTest {}
