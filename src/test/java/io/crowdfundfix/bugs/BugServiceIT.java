package io.crowdfundfix.bugs;

import io.crowdfundfix.testing.OnPostgres;

@OnPostgres
class BugServiceIT extends BugServiceTest {}
