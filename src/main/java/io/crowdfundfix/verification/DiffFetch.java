package io.crowdfundfix.verification;

import io.crowdfundfix.net.PublicAddress;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads a diff from the public internet and never from anywhere else. A name is resolved once, every address it has is looked at, and
 * the connection goes to the address that was looked at, under the name; redirects are followed by hand and go through the same.
 */
final class DiffFetch {
    private static final int MAX_REDIRECTS = 3;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final int HEAD_BYTES = 16 * 1024;
    private static final int MAX_URL = 2_000;

    private final Vertx vertx;
    private final HttpClient client;
    private final URI base;
    private final boolean privateBase;
    private final int timeoutMs;

    DiffFetch(Vertx vertx, VerificationConfig config) {
        this.vertx = vertx;
        this.base = config.base();
        this.privateBase = config.allowPrivateBase();
        this.timeoutMs = config.fetchTimeoutMs();
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(timeoutMs)
                .setKeepAlive(false)
                .setDecompressionSupported(false)
                .setMaxRedirects(0));
    }

    /** A whole diff. Never fails: what could not be read says why. */
    Future<Fetched> fetch(URI url) {
        return read(url, new Journey(DiffReader.MAX_BYTES, false));
    }

    /** The beginning of what may be long. Never fails. */
    Future<Fetched> head(URI url) {
        return read(url, new Journey(HEAD_BYTES, true));
    }

    private Future<Fetched> read(URI url, Journey journey) {
        return journey.step(url, MAX_REDIRECTS)
                // a connection may break off by chance; what was refused stays refused
                .recover(failure -> failure instanceof Refused || journey.ended
                        ? Future.failedFuture(failure)
                        : journey.step(url, MAX_REDIRECTS))
                .timeout(timeoutMs, TimeUnit.MILLISECONDS)
                .otherwise(failure -> Fetched.nothing(reason(failure)))
                .onComplete(done -> journey.end());
    }

    private static String reason(Throwable failure) {
        return failure instanceof Refused refused
                ? refused.reason
                : failure instanceof java.util.concurrent.TimeoutException
                        ? "the host did not answer in time"
                        : "the host cannot be reached";
    }

    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String reason;

        Refused(String reason) {
            super(reason, null, false, false);
            this.reason = reason;
        }
    }

    /** One fetch; holds the request under way, so that it can be broken off. */
    private final class Journey {
        private final int limit;
        /** Whether what is beyond the limit is left out, and not too much. */
        private final boolean cut;

        private @Nullable HttpClientRequest request;
        private boolean ended;

        Journey(int limit, boolean cut) {
            this.limit = limit;
            this.cut = cut;
        }

        Future<Fetched> step(URI url, int redirects) {
            return vertx.executeBlocking(() -> checked(url), false)
                    .compose(address -> client.request(options(url, address)))
                    .compose(this::send)
                    .compose(response -> answer(url, response, redirects));
        }

        private Future<HttpClientResponse> send(HttpClientRequest opened) {
            request = opened;
            if (ended) { // the time was up while it was being opened
                end();
                throw new Refused("the host did not answer in time");
            }
            return opened.send();
        }

        void end() {
            ended = true;
            breakOff();
        }

        private void breakOff() {
            if (request != null) {
                request.reset();
            }
        }

        private Future<Fetched> answer(URI from, HttpClientResponse response, int redirects) {
            response.exceptionHandler(brokenOff -> {});
            int status = response.statusCode();
            if (REDIRECTS.contains(status)) {
                String location = response.getHeader("Location");
                breakOff();
                if (redirects == 0 || location == null) {
                    throw new Refused("the link is redirected more often than " + MAX_REDIRECTS + " times");
                }
                return step(target(from, location), redirects - 1);
            }
            if (status != 200) {
                breakOff();
                throw new Refused("the host answers " + status);
            }
            return body(response);
        }

        private Future<Fetched> body(HttpClientResponse response) {
            Promise<Fetched> read = Promise.promise();
            Buffer body = Buffer.buffer();
            response.exceptionHandler(read::tryFail);
            response.handler(part -> {
                boolean fits = body.length() + part.length() <= limit;
                if (fits || cut) {
                    body.appendBuffer(part);
                }
                if (!fits && cut) {
                    read.tryComplete(Fetched.of(body.toString(StandardCharsets.UTF_8)));
                    breakOff();
                } else if (!fits) {
                    read.tryFail(new Refused("the diff has more than " + limit + " bytes"));
                    breakOff();
                }
            });
            response.endHandler(end -> read.tryComplete(Fetched.of(body.toString(StandardCharsets.UTF_8))));
            return read.future();
        }
    }

    private static URI target(URI from, String location) {
        try {
            if (location.length() > MAX_URL) {
                throw new Refused("the link is redirected to what is no address");
            }
            URI target = from.resolve(location);
            if (from.getScheme().equalsIgnoreCase("https") && !"https".equalsIgnoreCase(target.getScheme())) {
                throw new Refused("the link is redirected to what is not encrypted");
            }
            return target;
        } catch (IllegalArgumentException e) {
            throw new Refused("the link is redirected to what is no address");
        }
    }

    /** The address to connect to. Blocks while the name is resolved. */
    private InetAddress checked(URI url) throws UnknownHostException {
        boolean ours = PullRequestLink.isSameOrigin(url, base);
        boolean web = "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
        if (!web || url.getHost() == null || url.getRawUserInfo() != null || !ours && url.getPort() != -1) {
            throw new Refused("the link leads to what is no plain web address");
        }
        List<InetAddress> addresses = Arrays.asList(InetAddress.getAllByName(url.getHost()));
        if (!(ours && privateBase) && !addresses.stream().allMatch(PublicAddress::is)) {
            throw new Refused("the link leads to an internal address, which is never read");
        }
        return addresses.get(0);
    }

    private RequestOptions options(URI url, InetAddress address) {
        boolean encrypted = url.getScheme().equalsIgnoreCase("https");
        int port = url.getPort() == -1 ? encrypted ? 443 : 80 : url.getPort();
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
                .setHost(url.getHost())
                .setPort(port)
                .setSsl(encrypted)
                .setURI(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery())
                .setFollowRedirects(false)
                .setIdleTimeout(timeoutMs)
                .putHeader("User-Agent", "CrowdfundFix")
                .putHeader("Accept", "text/plain, text/x-diff, */*;q=0.1");
    }
}
