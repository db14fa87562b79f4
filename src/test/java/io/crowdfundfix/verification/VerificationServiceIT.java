package io.crowdfundfix.verification;

import io.crowdfundfix.testing.OnPostgres;

@OnPostgres
class VerificationServiceIT extends VerificationServiceTest {}
