package io.crowdfundfix.identity;

import io.crowdfundfix.database.Database;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.jobs.Jobs;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;

/** Appoints the first administrator of an installation, or one more. */
public final class MakeAdminCommand {
    private MakeAdminCommand() {}

    /** Takes the e-mail of somebody who has signed up; completes with what there is to say. */
    public static Future<String> run(Database database, Clock clock, List<String> operands) {
        if (operands.size() != 1) {
            throw Fault.invalid("make-admin", "needs one e-mail address");
        }
        return new AccountService(database, new Jobs(database, clock), clock)
                .appoint(operands.get(0))
                .map(admin -> admin.name() + " (" + admin.email() + ") is an administrator from the next log-in on");
    }
}
