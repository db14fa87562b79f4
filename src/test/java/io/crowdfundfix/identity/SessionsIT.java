package io.crowdfundfix.identity;

import io.crowdfundfix.testing.OnPostgres;

@OnPostgres
class SessionsIT extends SessionsTest {}
