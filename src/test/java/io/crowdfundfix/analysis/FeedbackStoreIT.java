package io.crowdfundfix.analysis;

import io.crowdfundfix.testing.OnPostgres;

@OnPostgres
class FeedbackStoreIT extends FeedbackStoreTest {}
