package io.crowdfundfix.identity;

import static io.crowdfundfix.bus.Endpoint.endpoint;

import io.crowdfundfix.bus.BusMessage;
import io.crowdfundfix.bus.Endpoint;
import io.crowdfundfix.fault.Check;
import io.crowdfundfix.security.Role;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What others may ask about people and sessions. No answer but {@link SignedIn} carries a secret, and no message prints one. */
public final class IdentityApi {
    /** Hashing waits for a free thread; more waiting ones than this would not be served in time anyway. */
    private static final int MAX_HASHING = 64;

    private static final Duration HASHING = Duration.ofSeconds(15);
    private static final int MAX_REFRESH_TOKEN_LENGTH = 200;
    private static final int MAX_KEY_LENGTH = 200;

    public static final Endpoint<SignUp, SignedIn> SIGN_UP = hashing("identity.sign_up");
    public static final Endpoint<LogIn, SignedIn> LOG_IN = hashing("identity.log_in");
    public static final Endpoint<Refresh, SignedIn> REFRESH = endpoint("identity.refresh");
    public static final Endpoint<LogOut, LoggedOut> LOG_OUT = endpoint("identity.log_out");
    public static final Endpoint<FindUser, UserView> FIND = endpoint("identity.find");
    public static final Endpoint<FindUsers, UserViews> FIND_MANY = endpoint("identity.find_many");
    public static final Endpoint<RecogniseUsers, RecognisedUsers> RECOGNISE = endpoint("identity.recognise");
    public static final Endpoint<UpdateUser, UserView> UPDATE = endpoint("identity.update");
    public static final Endpoint<AddUser, UserView> ADD = hashing("identity.add");
    public static final Endpoint<CountUsers, UserCount> COUNT = endpoint("identity.count");
    public static final Endpoint<RecordReputation, UserView> RECORD_REPUTATION = endpoint("identity.record_reputation");

    /** The kind of the job that each change of a person's name, role, skills, price or reputation enqueues; its subject is he. */
    public static final String PROFILE_CHANGED_JOB = "identity.profile_changed";

    private IdentityApi() {}

    private static <Q extends BusMessage, R extends BusMessage> Endpoint<Q, R> hashing(String address) {
        return Endpoint.<Q, R>endpoint(address).within(HASHING).atMost(MAX_HASHING);
    }

    /**
     * Opens an account.
     *
     * @param role USER where absent; ADMIN is refused
     * @param skills none where absent
     */
    public record SignUp(String name, String email, String password, Role role, List<String> skills)
            implements BusMessage {
        public SignUp {
            name = stripped(name);
            email = normalised(email);
            Check check =
                    AccountRules.password(AccountRules.email(AccountRules.name(Check.that(), name), email), password);
            AccountRules.skills(check, skills).done();
            role = role == null ? Role.USER : role;
            skills = skills == null ? List.of() : AccountRules.distinct(skills);
        }

        @Override
        public String toString() {
            return "SignUp[email=" + email + ", role=" + role + ", password=***]";
        }
    }

    /** Opens a session for whoever knows the password. */
    public record LogIn(String email, String password) implements BusMessage {
        public LogIn {
            email = normalised(email);
            AccountRules.credentials(Check.that(), email, password).done();
        }

        @Override
        public String toString() {
            return "LogIn[email=" + email + ", password=***]";
        }
    }

    /** Exchanges a refresh token, once, for new tokens. */
    public record Refresh(String refreshToken) implements BusMessage {
        public Refresh {
            checkRefreshToken(refreshToken);
        }

        @Override
        public String toString() {
            return "Refresh[refreshToken=***]";
        }
    }

    /** Ends the session that a refresh token belongs to. */
    public record LogOut(String refreshToken) implements BusMessage {
        public LogOut {
            checkRefreshToken(refreshToken);
        }

        @Override
        public String toString() {
            return "LogOut[refreshToken=***]";
        }
    }

    /**
     * The tokens of a session, for their owner alone.
     *
     * @param expiresIn seconds for which the access token is good
     */
    public record SignedIn(String accessToken, String tokenType, int expiresIn, String refreshToken, UserView user)
            implements BusMessage {
        @Override
        public String toString() {
            return "SignedIn[user=" + user.id() + ", accessToken=***, refreshToken=***]";
        }
    }

    /**
     * A session has ended.
     *
     * @param ended false where there was none (any more)
     */
    public record LoggedOut(boolean ended) implements BusMessage {}

    /** Asks for one person. */
    public record FindUser(long id) implements BusMessage {}

    /** Asks for some people, 1,000 at most; those who are not there are left out. */
    public record FindUsers(List<Long> ids) implements BusMessage {
        public FindUsers {
            ids = List.copyOf(ids);
        }
    }

    public record UserViews(List<UserView> users) implements BusMessage {
        public UserViews {
            users = List.copyOf(users);
        }
    }

    /** Asks who has one of these e-mail addresses, 1,000 at most and in lower case. */
    public record RecogniseUsers(List<String> emails) implements BusMessage {
        public RecogniseUsers {
            emails = List.copyOf(emails);
        }

        @Override
        public String toString() {
            return "RecogniseUsers[emails=" + emails.size() + "]";
        }
    }

    public record RecognisedUsers(List<RecognisedUser> users) implements BusMessage {
        public RecognisedUsers {
            users = List.copyOf(users);
        }
    }

    /** Who has the address at this place of the question. */
    public record RecognisedUser(int place, long user) {}

    /**
     * Changes what is given and leaves the rest.
     *
     * @param version that the change is meant for; null changes whatever is there
     * @param askingPriceCents {@link #NO_PRICE} takes it back
     */
    public record UpdateUser(
            long id,
            @Nullable Long version,
            @Nullable String name,
            @Nullable List<String> skills,
            @Nullable Long askingPriceCents)
            implements BusMessage {
        public static final long NO_PRICE = 0;

        public UpdateUser {
            name = name == null ? null : stripped(name);
            AccountRules.change(Check.that(), name, skills).done();
            skills = skills == null ? null : AccountRules.distinct(skills);
        }
    }

    /**
     * Adds a person of any role, or finds who has that e-mail already and leaves him as he is.
     *
     * @param password null for somebody who cannot log in
     */
    public record AddUser(
            String email,
            String name,
            Role role,
            double reputation,
            List<String> skills,
            @Nullable String password) implements BusMessage {
        public AddUser {
            name = stripped(name);
            email = normalised(email);
            Check check = AccountRules.email(AccountRules.name(Check.that(), name), email)
                    .required("role", role)
                    .required("skills", skills)
                    .range("reputation", reputation, 0.0, 1e9);
            if (password != null) {
                AccountRules.password(check, password);
            }
            AccountRules.skills(check, skills).done();
            skills = AccountRules.distinct(skills);
        }

        @Override
        public String toString() {
            return "AddUser[email=" + email + ", role=" + role + ", password=***]";
        }
    }

    /**
     * Something that somebody has earned or lost reputation by. The same key again changes nothing.
     *
     * @param key says what this tells of: {@code claim:17:paid}
     */
    public record RecordReputation(String key, long user, ReputationEvent event, Instant at) implements BusMessage {
        public RecordReputation {
            Check.that().text("key", key, 1, MAX_KEY_LENGTH).done();
        }
    }

    /**
     * Asks how many people there are.
     *
     * @param role of this role only; null for all
     */
    public record CountUsers(@Nullable Role role) implements BusMessage {
        public static CountUsers all() {
            return new CountUsers(null);
        }
    }

    /** How many people there are. */
    public record UserCount(long users) implements BusMessage {}

    /**
     * A person.
     *
     * @param reputation as of now
     * @param askingPrice the least he wants for a fix; null where he has not said
     * @param version that an edit of him names
     */
    public record UserView(
            long id,
            String name,
            String email,
            Role role,
            double reputation,
            List<String> skills,
            @Nullable BigDecimal askingPrice,
            @Nullable Long askingPriceCents,
            Instant createdAt,
            long version)
            implements BusMessage {
        public UserView {
            skills = List.copyOf(skills);
        }
    }

    private static void checkRefreshToken(String token) {
        Check.that().text("refresh_token", token, 1, MAX_REFRESH_TOKEN_LENGTH).done();
    }

    /** Absent text stays absent here: the check behind it says so. */
    @SuppressWarnings("NullAway")
    private static String stripped(String text) {
        return text == null ? null : text.strip();
    }

    @SuppressWarnings("NullAway")
    private static String normalised(String email) {
        return email == null ? null : email.strip().toLowerCase(Locale.ROOT);
    }
}
