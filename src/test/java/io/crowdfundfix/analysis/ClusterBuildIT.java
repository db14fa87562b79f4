package io.crowdfundfix.analysis;

import io.crowdfundfix.testing.OnPostgres;

@OnPostgres
class ClusterBuildIT extends ClusterBuildTest {}
