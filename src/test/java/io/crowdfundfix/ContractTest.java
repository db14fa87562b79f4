package io.crowdfundfix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crowdfundfix.http.Download;
import io.crowdfundfix.http.LineExchange;
import io.crowdfundfix.http.Operations;
import io.crowdfundfix.http.Reply;
import io.crowdfundfix.http.Request;
import io.crowdfundfix.http.Upload;
import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.ContractDocument;
import io.crowdfundfix.testing.ContractDocument.Operation;
import io.crowdfundfix.testing.Money;
import io.crowdfundfix.testing.TestClient;
import io.crowdfundfix.testing.TestClient.Answer;
import io.crowdfundfix.testing.TestNode;
import io.crowdfundfix.testing.Variants;
import io.vertx.core.Future;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds what is served to what {@code openapi.yaml} says: each case is made from the contract, none is listed by hand. */
class ContractTest {
    private static final ContractDocument CONTRACT = ContractDocument.read();
    private static final Variants VARIANTS = new Variants(CONTRACT);
    private static final Set<Integer> NOT_TAKEN = Set.of(400, 413, 415, 422);
    private static final List<String> CALLERS = List.of("nobody", "USER", "DEVELOPER", "ADMIN");

    private static final Map<String, TestClient> CLIENTS = new HashMap<>();
    private static final AtomicInteger ACCOUNTS = new AtomicInteger();
    private static TestNode node;
    private static ContractBounties bounties;
    private static long firstBug;
    private static long indexed;

    @BeforeAll
    static void start() {
        node = TestNode.complete(Map.of("funding.max_claims", "50"));
        bounties = new ContractBounties(node);
        CLIENTS.put("USER", node.client().newPerson(Role.USER));
        CLIENTS.put("DEVELOPER", node.client().newPerson(Role.DEVELOPER));
        CLIENTS.put("ADMIN", node.admin());
        indexed = ContractResources.indexed(client("USER"));
        firstBug = resource(CONTRACT.operation("getBug"), "USER");
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    static List<Operation> operations() {
        return CONTRACT.operations();
    }

    static Stream<Operation> operationsWithBody() {
        return operations().stream().filter(Operation::isJson);
    }

    @Test
    void bindsEveryOperationOnceAndNothingElse() {
        List<String> bound = new ArrayList<>();
        Operations recorder = new Operations() {
            @Override
            public void on(String operationId, Function<Request, Future<Reply>> handler) {
                bound.add(operationId);
            }

            @Override
            public void onEvents(String operationId, Function<Request, Future<EventSource>> handler) {
                bound.add(operationId);
            }

            @Override
            public void onDownload(String operationId, Function<Request, Future<Download>> handler) {
                bound.add(operationId);
            }

            @Override
            public void onUpload(String operationId, Function<Request, Future<Upload>> handler) {
                bound.add(operationId);
            }

            @Override
            public void onLines(String operationId, Function<Request, LineExchange> handler) {
                bound.add(operationId);
            }
        };
        Main.capabilities(Config.defaults())
                .forEach(capability ->
                        capability.routes(node.node().platform().bus()).forEach(routes -> routes.bind(recorder)));
        List<String> declared =
                operations().stream().map(Operation::id).sorted().toList();
        assertEquals(declared, bound.stream().sorted().toList());
        assertEquals(declared.size(), Set.copyOf(declared).size());
    }

    @Test
    void takesNoOtherMethodThanThePathDeclares() {
        Map<String, Set<String>> methodsByPath = new HashMap<>();
        for (Operation one : operations()) {
            operations().stream()
                    .filter(other -> one.path(1).matches(other.path().replaceAll("\\{\\w+}", "[^/]+")))
                    .forEach(other -> methodsByPath
                            .computeIfAbsent(one.path(1), any -> new TreeSet<>())
                            .add(other.method()));
        }
        methodsByPath.forEach((path, methods) -> Stream.of("GET", "POST", "PUT", "PATCH", "DELETE")
                .filter(method -> !methods.contains(method))
                .forEach(method -> {
                    Answer refused = node.client().send(method, path, null).expect(405);
                    Set<String> allowed =
                            new TreeSet<>(List.of(refused.header("Allow").split(", ")));
                    allowed.remove("HEAD");
                    assertEquals(methods, allowed, method + " " + path);
                }));
    }

    @Test
    void answersTheHeadOfWhatCanBeRead() {
        for (String path : List.of("/health/ready", "/openapi.json", "/api/v1/bugs")) {
            Answer head = node.client().send("HEAD", path, null).expect(200);
            Answer whole = node.client().get(path).expect(200);
            assertEquals(whole.header("Content-Type"), head.header("Content-Type"), path);
            assertEquals("", head.text(), path);
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void admitsExactlyTheDeclaredRoles(Operation operation) {
        for (String caller : CALLERS) {
            boolean admitted = operation.roles().isEmpty() || operation.roles().contains(caller);
            long resource = resource(operation, caller);
            Answer answer = send(operation, caller, path(operation, resource), body(operation, resource));
            String refusal = caller.equals("nobody") ? "missing_token" : "role_not_allowed";
            assertEquals(admitted, !answer.code().equals(refusal), caller + ": " + answer.text());
            assertEquals(admitted, answer.status() < 300, caller + ": " + answer.text());
            assertEquals(List.of(), CONTRACT.faults(operation, answer), caller);
        }
    }

    @ParameterizedTest
    @MethodSource("operationsWithBody")
    void takesABodyAtEachBoundaryAndNoneBeyond(Operation operation) {
        List<String> deviations = new ArrayList<>();
        String path = path(operation, resource(operation, admitted(operation)));
        for (Variants.Body variant : VARIANTS.bodies(operation.body())) {
            boolean allowed = CONTRACT.allows(operation.body(), variant.json());
            Answer answer = send(operation, admitted(operation), path, variant.json());
            judge(operation, answer, allowed, variant.field(), variant.toString(), deviations);
        }
        assertEquals("", String.join("\n", deviations));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void takesQueryParametersAtEachBoundaryAndNoneBeyond(Operation operation) {
        List<String> deviations = new ArrayList<>();
        ObjectNode body = body(operation);
        String path = operation.path(firstBug);
        for (JsonNode parameter : operation.query()) {
            String name = parameter.path("name").asText();
            JsonNode schema = CONTRACT.resolved(parameter.path("schema"));
            for (String text : VARIANTS.texts(schema)) {
                boolean allowed = CONTRACT.allows(schema, Variants.typed(schema, text));
                if (allowed && name.equals("cursor")) {
                    continue; // which of them are good, only the Link header knows
                }
                String query = "?" + name + "=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
                judge(
                        operation,
                        send(operation, admitted(operation), path + query, body),
                        allowed,
                        name,
                        query,
                        deviations);
            }
            String twice = "?" + name + "=1&" + name + "=1";
            judge(operation, send(operation, admitted(operation), path + twice, body), false, name, twice, deviations);
        }
        String unknown = "?surprise=1";
        judge(
                operation,
                send(operation, admitted(operation), path + unknown, body),
                false,
                "surprise",
                unknown,
                deviations);
        assertEquals("", String.join("\n", deviations));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void refusesANumberInThePathBeyondItsBounds(Operation operation) {
        if (operation.path().contains("{")) {
            ObjectNode body = body(operation);
            for (String id : List.of("x", "-1", "1.5", "9999999999999999999", "%31x", "1%00")) {
                String path = operation.path().replaceAll("\\{\\w+}", id);
                Answer answer = send(operation, admitted(operation), path, body);
                assertEquals(422, answer.status(), id + ": " + answer.text());
                assertEquals(List.of(), CONTRACT.faults(operation, answer));
            }
            Answer unknown = send(operation, admitted(operation), operation.path(999_999_999_999_999_999L), body);
            assertEquals(404, unknown.status(), unknown.text());
            assertEquals(List.of(), CONTRACT.faults(operation, unknown));
        }
    }

    private static void judge(
            Operation operation, Answer answer, boolean allowed, String field, String what, List<String> deviations) {
        boolean taken = !NOT_TAKEN.contains(answer.status()) && answer.status() < 500;
        if (taken != allowed) {
            deviations.add((allowed ? "refused " : "took ") + what + ": " + answer.status() + " " + answer.text());
        } else if (!allowed && (answer.status() != 422 || !names(answer, field))) {
            deviations.add("does not name " + field + " of " + what + ": " + answer.text());
        }
        CONTRACT.faults(operation, answer)
                .forEach(fault -> deviations.add(what + " answered beside the contract: " + fault));
    }

    private static boolean names(Answer answer, String field) {
        return answer.json().at("/error/details/errors").findValuesAsText("field").stream()
                .anyMatch(named -> named.equals(field) || named.startsWith(field + "["));
    }

    /** The least body, and what lets any caller have this resource. */
    private static ObjectNode body(Operation operation, long resource) {
        ObjectNode body = body(operation);
        if (operation.path().contains("{funding_id}")) {
            bounties.refundToken(resource).ifPresent(token -> body.put("refund_token", token));
        }
        return body;
    }

    /** The least body that this operation does something with. */
    private static ObjectNode body(Operation operation) {
        ObjectNode body = VARIANTS.least(operation.body());
        String email = "known" + ACCOUNTS.incrementAndGet() + "@example.net";
        switch (operation.id()) {
            case "signUp" -> body.put("email", email);
            case "logIn" -> {
                session(email);
                body.put("email", email).put("password", TestClient.PASSWORD);
            }
            case "refreshTokens", "logOut" ->
                body.set("refresh_token", session(email).path("refresh_token"));
            case "changeBugStatus" -> body.put("status", "IN_PROGRESS");
            case "suggestDuplicate" -> body.put("bug_id", firstBug);
            case "moveContribution" -> body.put("to", firstBug);
            case "giveFeedback", "verifyFix" -> body.put("bug_id", firstBug);
            case "locateFix" -> body.put("repository_id", indexed);
            default -> {}
        }
        return body;
    }

    private static JsonNode session(String email) {
        Map<String, String> account = Map.of("name", "Known", "email", email, "password", TestClient.PASSWORD);
        return node.client().post("/api/v1/auth/signup", account).json();
    }

    /** The least of those who may. */
    private static String admitted(Operation operation) {
        return CALLERS.stream().filter(operation.roles()::contains).findFirst().orElse("USER");
    }

    /** A bug of this caller's own, or what else the operation is about. */
    private static long resource(Operation operation, String caller) {
        if (operation.id().equals("getSubmission")) {
            Operation verify = CONTRACT.operation("verifyFix");
            return send(verify, "USER", verify.path(), body(verify))
                    .expect(201)
                    .json()
                    .path("id")
                    .asLong();
        }
        if (operation.path().contains("/repositories/")) {
            return ContractResources.repository(reporter(caller));
        }
        return switch (operation.id()) {
            case "getCluster" -> firstCluster();
            case "listSuspects" -> bugOfRepository();
            case "changeUser" -> ContractResources.person(node);
            case "markNotification" -> ContractResources.notification(node, client(caller));
            case "retryJob" -> ContractResources.failedJob(node);
            case "getSeal" -> Money.sealed(node.node().platform());
            case "listPostings" -> Money.escrow(node.node().platform());
            case "refundContribution" -> bounties.contribution(client(caller), bug("USER"));
            case "moveContribution" ->
                bounties.contributionOnDuplicate(client(caller), client("USER"), bug("USER"), firstBug);
            case "claimBug" -> bounties.funded(bug("USER"));
            case "getClaim", "editClaim", "withdrawClaim" -> bounties.claim(client("DEVELOPER"), bug("USER"));
            case "voteOnClaim" -> bounties.inReview(bug(caller));
            case "disputeClaim" -> bounties.verified(bug(caller));
            case "resolveDispute" -> bounties.disputed(reporter(caller), bug(caller));
            case "withdraw" -> bounties.deposit(reporter(caller));
            default -> bug(caller);
        };
    }

    private static long bugOfRepository() {
        Operation report = CONTRACT.operation("reportBug");
        ObjectNode body = VARIANTS.least(report.body());
        Answer bug = client("USER").post(report.path(), body.put("repository_id", indexed));
        return bug.expect(201).json().path("id").asLong();
    }

    private static long bug(String caller) {
        Operation report = CONTRACT.operation("reportBug");
        Answer bug = reporter(caller).post(report.path(), VARIANTS.least(report.body()));
        return bug.expect(201).json().path("id").asLong();
    }

    /** The path to a resource; where it names two bugs, the second is the first of all. */
    private static String path(Operation operation, long resource) {
        String path = operation.path();
        long bug = path.contains("{funding_id}") ? bounties.bugOf(resource) : resource;
        return path.replace("{other}", Long.toString(firstBug))
                .replace("{bug_id}", Long.toString(bug))
                .replaceAll("\\{\\w+}", Long.toString(resource));
    }

    /** There is one soon after a few bugs are reported. */
    private static long firstCluster() {
        Operation report = CONTRACT.operation("reportBug");
        for (int i = 0; i < 4; i++) {
            client("USER").post(report.path(), VARIANTS.least(report.body())).expect(201);
        }
        Await.until("clusters are built", () -> !clusters().isEmpty());
        return clusters().path(0).path("id").asLong();
    }

    private static JsonNode clusters() {
        return node.client().get("/api/v1/ai/clusters").expect(200).json();
    }

    /** Who reports for this caller: only who is signed in can. */
    private static TestClient reporter(String caller) {
        return client(caller.equals("nobody") ? "USER" : caller);
    }

    private static TestClient client(String caller) {
        return CLIENTS.getOrDefault(caller, node.client());
    }

    private static Answer send(Operation operation, String caller, String path, ObjectNode body) {
        TestClient client = client(caller);
        if (operation.id().startsWith("stream")) {
            return client.begin(path);
        }
        byte[] bytes = operation.bodyType().isEmpty() ? null : (body + "\n").getBytes(StandardCharsets.UTF_8);
        String[] headers = bytes == null ? new String[0] : new String[] {"Content-Type", operation.bodyType()};
        return client.send(operation.method(), path, bytes, headers);
    }
}
