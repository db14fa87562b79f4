package io.crowdfundfix.ledger;

import io.crowdfundfix.ledger.ExportLine.PostingLine;
import io.crowdfundfix.ledger.LedgerAudit.Broken;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where each account of an export stands: escrows under their public names, in an open export wallets under their blinds. */
final class AuditedAccounts {
    private static final Pattern ESCROW = Pattern.compile("escrow:\\d{1,18}");
    private static final Pattern WALLET = Pattern.compile("wallet:[0-9a-f]{32}");

    private final Map<String, Standing> standingByName = new HashMap<>();
    private final Map<Long, String> blindByNumber = new HashMap<>();

    /**
     * How far an account has come.
     *
     * @param number of a wallet; null for an escrow
     */
    private record Standing(@Nullable Long number, long seq, long cents) {}

    static AccountKind kind(String name) throws Broken {
        if (name.equals("external")) {
            return AccountKind.EXTERNAL;
        }
        if (ESCROW.matcher(name).matches()) {
            return AccountKind.ESCROW;
        }
        if (WALLET.matcher(name).matches()) {
            return AccountKind.WALLET;
        }
        throw new Broken("\"" + name + "\" is no account of this ledger");
    }

    void post(long transaction, PostingLine posting, boolean open) throws Broken {
        String where = "transaction " + transaction + ", account " + posting.account();
        AccountKind kind = kind(posting.account());
        if (kind == AccountKind.ESCROW) {
            Standing now = post(where, posting.account(), null, posting.amountCents());
            if (open) {
                compare(where, posting, now);
            }
        } else if (kind == AccountKind.WALLET && open) {
            compare(
                    where,
                    posting,
                    post(where, wallet(where, transaction, posting), posting.number(), posting.amountCents()));
        }
    }

    private Standing post(String where, String name, @Nullable Long number, long cents) throws Broken {
        Standing before = standingByName.getOrDefault(name, new Standing(number, 0, 0));
        Standing now = new Standing(number, before.seq() + 1, LedgerAudit.plus(before.cents(), cents));
        if (now.cents() < 0) {
            throw new Broken(where + ": falls below zero, to " + now.cents() + " cents");
        }
        if (!Objects.equals(before.number(), number)) {
            throw new Broken(where + ": had number " + before.number() + " before, not " + number);
        }
        standingByName.put(name, now);
        return now;
    }

    /** The blind that this wallet's public name is made with, which nobody can choose afterwards. */
    private String wallet(String where, long transaction, PostingLine posting) throws Broken {
        String blind = posting.blind();
        Long number = posting.number();
        if (blind == null || blind.isEmpty() || number == null) {
            throw new Broken(where + ": its number or blind is missing, though the export is open");
        }
        if (!posting.account().equals("wallet:" + Account.blinded(blind, transaction))) {
            throw new Broken(where + ": its blind does not give this name");
        }
        String known = blindByNumber.putIfAbsent(number, blind);
        if (known != null && !known.equals(blind)) {
            throw new Broken(where + ": its number " + number + " is another wallet's");
        }
        return blind;
    }

    private static void compare(String where, PostingLine told, Standing now) throws Broken {
        if (!Objects.equals(told.seq(), now.seq()) || !Objects.equals(told.balanceCents(), now.cents())) {
            throw new Broken(where + ": is said to be at posting " + told.seq() + " with " + told.balanceCents()
                    + " cents, and is at posting " + now.seq() + " with " + now.cents() + " cents");
        }
    }
}
