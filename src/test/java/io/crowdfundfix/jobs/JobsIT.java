package io.crowdfundfix.jobs;

import io.crowdfundfix.testing.OnPostgres;

@OnPostgres
class JobsIT extends JobsTest {}
