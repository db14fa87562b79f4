package io.crowdfundfix.ledger;

import io.crowdfundfix.testing.OnPostgres;

@OnPostgres
class SealerIT extends SealerTest {}
