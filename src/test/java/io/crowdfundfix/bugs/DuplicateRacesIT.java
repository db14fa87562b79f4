package io.crowdfundfix.bugs;

import io.crowdfundfix.testing.OnPostgres;

@OnPostgres
class DuplicateRacesIT extends DuplicateRacesTest {}
