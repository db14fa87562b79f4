package io.crowdfundfix.analytics;

import io.crowdfundfix.testing.OnPostgres;

@OnPostgres
class RollupsIT extends RollupsTest {}
