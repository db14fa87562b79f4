package io.crowdfundfix.repositories;

import io.crowdfundfix.testing.OnPostgres;

@OnPostgres
class UploadsIT extends UploadsTest {}
