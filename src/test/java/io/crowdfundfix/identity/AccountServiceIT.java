package io.crowdfundfix.identity;

import io.crowdfundfix.testing.OnPostgres;

@OnPostgres
class AccountServiceIT extends AccountServiceTest {}
