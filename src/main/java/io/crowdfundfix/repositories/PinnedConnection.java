package io.crowdfundfix.repositories;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.jspecify.annotations.Nullable;

/**
 * One request of a fetch. The name of the host is resolved once, the addresses are looked at, and the connection goes to the address that
 * was looked at, under the name. Redirects are left to who asks, and come through here again.
 */
final class PinnedConnection implements HttpConnection {
    private static final int MAX_REQUEST_BYTES = 8 * 1024 * 1024;
    /** Of what is no pack: it is kept in memory. */
    private static final int MAX_TALK_BYTES = 32 * 1024 * 1024;

    private static final String ADVERTISEMENT = "application/x-git-upload-pack-advertisement";

    private final URL url;
    private final AllowedHosts hosts;
    private final Budget budget;
    private final Map<String, String> requestHeaders = new LinkedHashMap<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private String method = "GET";
    private @Nullable PinnedResponse response;

    PinnedConnection(URL url, AllowedHosts hosts, Budget budget) {
        this.url = url;
        this.hosts = hosts;
        this.budget = budget;
    }

    private PinnedResponse response() throws IOException {
        if (response == null) {
            String path = url.getFile().isEmpty() ? "/" : url.getFile();
            String host = url.getPort() == -1 ? url.getHost() : url.getHost() + ":" + url.getPort();
            StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\n");
            requestHeaders.forEach((name, value) ->
                    head.append(name).append(": ").append(value).append("\r\n"));
            head.append("Connection: close\r\n");
            if (body.size() > 0 || method.equals("POST")) {
                head.append("Content-Length: ").append(body.size()).append("\r\n");
            }
            byte[] request = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
            response = PinnedResponse.to(url, hosts.checked(url), List.of(request, body.toByteArray()), budget);
            check(response);
        }
        return response;
    }

    private void check(PinnedResponse answered) throws IOException {
        try {
            checkIsGit(answered);
            checkIsPlain(answered);
        } catch (Refusal e) {
            answered.body().close();
            throw e;
        }
    }

    /** What is packed once more would be unpacked behind the counter of the budget. */
    private static void checkIsPlain(PinnedResponse answered) throws IOException {
        String encoding = answered.header("content-encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw MirrorFetch.unavailable("its host compresses what it was asked to send as it is");
        }
    }

    /** Branches are told in answer to a question for nothing else, a pack in answer to all others. */
    private boolean asksForPack() {
        return method.equals("POST")
                && !body.toString(StandardCharsets.ISO_8859_1).contains("command=ls-refs");
    }

    /** Servers of files alone would be read by a way that has no limits. */
    private void checkIsGit(PinnedResponse answered) throws IOException {
        String type = answered.header("content-type");
        if (answered.status() == HTTP_OK
                && url.getPath().endsWith("/info/refs")
                && (type == null || !type.toLowerCase(Locale.ROOT).startsWith(ADVERTISEMENT))) {
            throw new Refusal("not_a_git_repository", "There is no git repository at this address: correct its url");
        }
    }

    @Override
    public int getResponseCode() throws IOException {
        return response().status();
    }

    @Override
    public URL getURL() {
        return url;
    }

    @Override
    public String getResponseMessage() throws IOException {
        return response().reason();
    }

    @Override
    public Map<String, List<String>> getHeaderFields() {
        return response == null ? Map.of() : response.headers();
    }

    @Override
    public void setRequestProperty(String key, String value) {
        if (!(key + value).matches("[\\x20-\\x7e\\x80-\\xff]*") || key.equalsIgnoreCase("content-length")) {
            throw new IllegalArgumentException("a header that cannot be sent: " + key);
        }
        if (!key.equalsIgnoreCase("accept-encoding")) {
            requestHeaders.put(key, value);
        }
    }

    @Override
    public void setRequestMethod(String named) {
        method = named;
    }

    @Override
    public void setUseCaches(boolean caches) {
        // there are none
    }

    @Override
    public void setConnectTimeout(int timeout) {
        // the response has its own
    }

    @Override
    public void setReadTimeout(int timeout) {
        // the response has its own
    }

    @Override
    @SuppressWarnings("NullAway") // JGit asks for null where there is none
    public String getContentType() {
        return response == null ? null : response.header("content-type");
    }

    @Override
    public InputStream getInputStream() throws IOException {
        InputStream answer = response().body();
        return asksForPack() ? new PackAnswer(answer, MAX_TALK_BYTES) : new LimitedAnswer(answer, MAX_TALK_BYTES);
    }

    @Override
    @SuppressWarnings("NullAway") // JGit asks for null where there is none
    public String getHeaderField(String name) {
        return response == null ? null : response.header(name);
    }

    @Override
    public List<String> getHeaderFields(String name) {
        return response == null ? List.of() : response.headers().getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    @Override
    public int getContentLength() {
        String length = response == null ? null : response.header("content-length");
        return length == null || !length.matches("\\d{1,9}") ? -1 : Integer.parseInt(length);
    }

    @Override
    public void setInstanceFollowRedirects(boolean follows) {
        // never
    }

    @Override
    public void setDoOutput(boolean does) {
        // who writes, does
    }

    @Override
    public void setFixedLengthStreamingMode(int contentLength) {
        // the body is kept until it is sent
    }

    @Override
    public OutputStream getOutputStream() {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                if (body.size() + length > MAX_REQUEST_BYTES) {
                    throw MirrorFetch.unavailable("it has more branches than can be asked for");
                }
                body.write(bytes, from, length);
            }
        };
    }

    @Override
    public void setChunkedStreamingMode(int chunkLength) {
        // the body is kept until it is sent
    }

    @Override
    public String getRequestMethod() {
        return method;
    }

    @Override
    public boolean usingProxy() {
        return false;
    }

    @Override
    public void connect() throws IOException {
        response();
    }

    @Override
    public void configure(KeyManager[] keys, TrustManager[] trust, SecureRandom random) {
        throw new UnsupportedOperationException("certificates are always verified");
    }

    @Override
    public void setHostnameVerifier(HostnameVerifier verifier) {
        throw new UnsupportedOperationException("names are always verified");
    }
}
