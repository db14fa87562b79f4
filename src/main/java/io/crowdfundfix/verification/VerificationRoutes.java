package io.crowdfundfix.verification;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.fault.Check;
import io.crowdfundfix.http.Operations;
import io.crowdfundfix.http.Reply;
import io.crowdfundfix.http.Request;
import io.crowdfundfix.http.Routes;
import io.crowdfundfix.verification.VerificationApi.Evidence;
import io.crowdfundfix.verification.VerificationApi.FindSubmission;
import io.crowdfundfix.verification.VerificationApi.ListSubmissions;
import io.crowdfundfix.verification.VerificationApi.VerifyFix;
import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Fixes to be verified over HTTP. */
final class VerificationRoutes implements Routes {
    private static final String SUBMISSIONS = "/api/v1/submissions/";
    private static final int MAX_LINK = 500;
    private static final int MAX_TEXT = 2 * 1024 * 1024;
    private static final int MAX_EXPECTED = 1_000;
    private static final int MAX_TEST_NAME = 1_000;
    private static final long MAX_ID = 999_999_999_999_999_999L;
    private static final Pattern DIFF = Pattern.compile("(^|\\n)(diff --git |--- )");

    private final Bus bus;

    VerificationRoutes(Bus bus) {
        this.bus = bus;
    }

    /** Body of a fix that is handed in. */
    record FixRequest(
            Long bugId,
            @Nullable Long developerId,
            String prLink,
            @Nullable String diff,
            @Nullable TestReports evidence) {
        FixRequest {
            Check check = Check.that()
                    .required("bug_id", bugId)
                    .text("pr_link", prLink, 1, MAX_LINK)
                    .isTrue("pr_link", prLink == null || isWebAddress(prLink), "must be an http or https address")
                    .optionalText("diff", diff, 1, MAX_TEXT)
                    .isTrue(
                            "diff",
                            diff == null || DIFF.matcher(diff).find(),
                            "must be a unified diff as git diff writes it");
            if (bugId != null) {
                check.range("bug_id", bugId, 1, MAX_ID);
            }
            if (developerId != null) {
                check.range("developer_id", developerId, 1, MAX_ID);
            }
            if (evidence != null) {
                evidence.check(check);
            }
            check.done();
        }

        private static boolean isWebAddress(String link) {
            String lower = link.toLowerCase(Locale.ROOT);
            return lower.startsWith("http://") || lower.startsWith("https://");
        }
    }

    /** Test reports in a body. */
    record TestReports(
            @Nullable String before,
            @Nullable String after,
            @Nullable String beforeGzipBase64,
            @Nullable String afterGzipBase64,
            @Nullable List<@Nullable String> failToPass) {
        void check(Check check) {
            check.optionalText("evidence.before", before, 1, MAX_TEXT)
                    .optionalText("evidence.after", after, 1, MAX_TEXT)
                    .optionalText("evidence.before_gzip_base64", beforeGzipBase64, 1, MAX_TEXT)
                    .optionalText("evidence.after_gzip_base64", afterGzipBase64, 1, MAX_TEXT)
                    .size("evidence.fail_to_pass", failToPass, MAX_EXPECTED);
            for (int i = 0; failToPass != null && i < Math.min(failToPass.size(), MAX_EXPECTED); i++) {
                String field = "evidence.fail_to_pass[" + i + "]";
                String test = failToPass.get(i);
                check.text(field, test, 1, MAX_TEST_NAME)
                        .isTrue(field, test == null || test.indexOf('\n') < 0, "must be one line");
            }
        }

        Evidence evidence() {
            List<String> expected = failToPass == null
                    ? List.of()
                    : failToPass.stream().map(test -> test == null ? "" : test).toList();
            return new Evidence(before, after, beforeGzipBase64, afterGzipBase64, expected);
        }
    }

    @Override
    public void bind(Operations on) {
        on.on("verifyFix", this::verify);
        on.on("listSubmissions", this::list);
        on.on(
                "getSubmission",
                request -> bus.request(VerificationApi.FIND, new FindSubmission(request.id("id")))
                        .map(Reply::ok));
    }

    private Future<Reply> verify(Request request) {
        FixRequest fix = request.body(FixRequest.class);
        TestReports reports = fix.evidence();
        VerifyFix question = new VerifyFix(
                request.caller(),
                fix.bugId(),
                fix.developerId(),
                fix.prLink(),
                fix.diff(),
                reports == null ? null : reports.evidence(),
                request.idempotencyKey());
        return bus.request(VerificationApi.VERIFY_FIX, question)
                .map(submission -> Reply.created(SUBMISSIONS + submission.id(), submission));
    }

    private Future<Reply> list(Request request) {
        ListSubmissions question = new ListSubmissions(
                request.number("bug_id"),
                request.number("developer_id"),
                request.text("cursor", 500),
                request.integer("limit", 1, 100, 20));
        return bus.request(VerificationApi.LIST, question).map(page -> {
            Reply reply = Reply.ok(page.submissions());
            return page.next() == null ? reply : reply.with("Link", request.nextPage(page.next()));
        });
    }
}
