package io.crowdfundfix.funding;

import io.crowdfundfix.testing.OnPostgres;

@OnPostgres
class ClockRacesIT extends ClockRacesTest {}
