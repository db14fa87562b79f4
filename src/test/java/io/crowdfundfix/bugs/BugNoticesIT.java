package io.crowdfundfix.bugs;

import io.crowdfundfix.testing.OnPostgres;

@OnPostgres
class BugNoticesIT extends BugNoticesTest {}
