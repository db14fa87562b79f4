package io.crowdfundfix.matching;

import io.crowdfundfix.testing.OnPostgres;

@OnPostgres
class KeptRosterIT extends KeptRosterTest {}
