package io.crowdfundfix.identity;

import io.crowdfundfix.fault.Check;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the fields of an account may hold; the messages of {@link IdentityApi} and the bodies of requests check themselves by it. */
final class AccountRules {
    private static final int MAX_NAME_LENGTH = 100;
    private static final int MAX_EMAIL_LENGTH = 254;
    private static final int MIN_PASSWORD_LENGTH = 8;
    private static final int MAX_PASSWORD_LENGTH = 200;
    private static final int MAX_SKILLS = 30;
    private static final BigDecimal LEAST_PRICE = new BigDecimal("0.01");
    private static final BigDecimal MOST_PRICE = new BigDecimal("1000000");

    /** Plausible, no more: only a mail that arrives proves an address. Nothing outside of Unicode's first plane. */
    private static final Pattern EMAIL = Pattern.compile(
            "[^\\s\\p{Cntrl}\\p{Cs}\\x{10000}-\\x{10FFFF}@,;<>\"]+@[^\\s\\p{Cntrl}\\x{10000}-\\x{10FFFF}@,;<>\".]+"
                    + "(\\.[^\\s\\p{Cntrl}\\x{10000}-\\x{10FFFF}@,;<>\".]+)+");

    private static final Pattern SKILL = Pattern.compile("[a-z0-9][a-z0-9+.#-]{0,39}");

    private AccountRules() {}

    static Check name(Check check, @Nullable String name) {
        return check.text("name", name, 1, MAX_NAME_LENGTH);
    }

    static Check email(Check check, @Nullable String email) {
        return check.text("email", email, 1, MAX_EMAIL_LENGTH)
                .pattern("email", email, EMAIL, "must be an e-mail address such as ada@example.org");
    }

    static Check password(Check check, @Nullable String password) {
        return check.text("password", password, MIN_PASSWORD_LENGTH, MAX_PASSWORD_LENGTH);
    }

    static Check skills(Check check, @Nullable List<String> skills) {
        if (skills == null || skills.size() > MAX_SKILLS) {
            return check.size("skills", skills, MAX_SKILLS);
        }
        for (int i = 0; i < skills.size(); i++) {
            String field = "skills[" + i + "]";
            check.required(field, skills.get(i))
                    .pattern(
                            field,
                            skills.get(i),
                            SKILL,
                            "must have 1 to 40 of a-z, 0-9, + . # - and begin with a letter or digit");
        }
        return check;
    }

    /** An edit, of which every part may be absent. */
    static Check change(Check check, @Nullable String name, @Nullable List<String> skills) {
        return skills(name == null ? check : name(check, name), skills);
    }

    static Check askingPrice(Check check, @Nullable BigDecimal price) {
        return check.isTrue(
                "asking_price",
                price == null
                        || price.compareTo(LEAST_PRICE) >= 0
                                && price.compareTo(MOST_PRICE) <= 0
                                && price.stripTrailingZeros().scale() <= 2,
                "must be between 0.01 and 1000000 with at most two decimals");
    }

    /** What somebody claims at log-in is only bounded: whether it is right, the answer must not tell by its shape. */
    static Check credentials(Check check, @Nullable String email, @Nullable String password) {
        return check.text("email", email, 1, MAX_EMAIL_LENGTH).text("password", password, 1, MAX_PASSWORD_LENGTH);
    }

    static List<String> distinct(List<String> skills) {
        return skills.stream().distinct().toList();
    }
}
