package io.crowdfundfix.ledger;

import io.crowdfundfix.testing.OnPostgres;

@OnPostgres
class LedgerHistoriesIT extends LedgerHistoriesTest {}
