package io.crowdfundfix.matching;

import io.crowdfundfix.testing.OnPostgres;

@OnPostgres
class PendingProfilesIT extends PendingProfilesTest {}
