package io.crowdfundfix.notifications;

import io.crowdfundfix.testing.OnPostgres;

@OnPostgres
class NotificationServiceIT extends NotificationServiceTest {}
