package io.crowdfundfix.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;

/** How long one client waits for {@code POST /api/v1/ai/analyze-bug} with reports of about 128 tokens, one after the other. */
public final class AnalysisLatency {
    private static final int WARM_UP = 200;
    private static final int REQUESTS = 500;
    private static final String DESCRIPTION =
            "Since the update to version 2.4.%d the export of large reports stops in the middle. Steps to reproduce:"
                    + " open the report of a customer with more than %d invoices, press Export, choose PDF and wait for about"
                    + " a minute. Expected: the file is offered for download. Actual: the progress bar stays at 80 per cent,"
                    + " the server log shows a time-out of the connection pool and every other user gets an error page"
                    + " until the service is restarted. It happens on Linux with PostgreSQL 16 and on Windows with the"
                    + " bundled database, but never with fewer than a hundred invoices.";

    private AnalysisLatency() {}

    /**
     * Prints the quantiles.
     *
     * @param arguments address of a running installation and an access token
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        double[] millis = new double[REQUESTS];
        for (int i = -WARM_UP; i < REQUESTS; i++) {
            String body = "{\"title\":\"Export of large reports stops in the middle\",\"description\":\""
                    + DESCRIPTION.formatted(Math.abs(i) % 10, 100 + Math.abs(i)) + "\"}";
            HttpRequest request = HttpRequest.newBuilder(URI.create(arguments[0] + "/api/v1/ai/analyze-bug"))
                    .header("Authorization", "Bearer " + arguments[1])
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            long started = System.nanoTime();
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException(answer.statusCode() + " " + answer.body());
            }
            if (i >= 0) {
                millis[i] = (System.nanoTime() - started) / 1e6;
            }
        }
        Arrays.sort(millis);
        System.out.printf(
                "%d requests: p50 %.1f ms, p90 %.1f ms, p99 %.1f ms%n",
                REQUESTS, millis[REQUESTS / 2], millis[REQUESTS * 9 / 10], millis[REQUESTS * 99 / 100]);
    }
}
