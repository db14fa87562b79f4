package io.crowdfundfix.identity;

import static io.crowdfundfix.bus.Endpoint.endpoint;

import io.crowdfundfix.bus.BusMessage;
import io.crowdfundfix.bus.Endpoint;
import io.crowdfundfix.security.Caller;
import io.crowdfundfix.security.Role;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What administrators may ask about accounts, and who has to know whether somebody is blocked. */
public final class AccountsApi {
    public static final Endpoint<ListAccounts, AccountPage> LIST = endpoint("identity.list_accounts");
    public static final Endpoint<FindAccount, AccountView> FIND = endpoint("identity.find_account");
    public static final Endpoint<ChangeAccount, AccountView> CHANGE = endpoint("identity.change_account");

    private AccountsApi() {}

    /**
     * Asks for accounts, the newest first.
     *
     * @param text that the name or the e-mail contains
     */
    public record ListAccounts(
            @Nullable Role role,
            @Nullable String text,
            int limit,
            @Nullable String cursor) implements BusMessage {}

    /**
     * A part of the list.
     *
     * @param next where the next page starts; null on the last one
     */
    public record AccountPage(
            List<AccountView> accounts, @Nullable String next) implements BusMessage {
        public AccountPage {
            accounts = List.copyOf(accounts);
        }
    }

    public record FindAccount(long id) implements BusMessage {}

    /**
     * An account as administrators see it.
     *
     * @param reputation as of now, as everybody sees it
     * @param blocked whether he can neither log in nor go on with a session
     */
    public record AccountView(
            long id,
            String name,
            String email,
            Role role,
            boolean blocked,
            double reputation,
            Instant createdAt,
            long version)
            implements BusMessage {}

    /**
     * Changes what is given and leaves the rest.
     *
     * @param version that the change is meant for; null changes whatever is there
     */
    public record ChangeAccount(
            Caller caller,
            long id,
            @Nullable Long version,
            @Nullable Role role,
            @Nullable Boolean blocked) implements BusMessage {}
}
