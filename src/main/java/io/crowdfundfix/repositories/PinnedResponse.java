package io.crowdfundfix.repositories;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** The answer to one request of a fetch: its head, and its body as it comes. Every byte is taken from the budget. */
final class PinnedResponse {
    private static final int CONNECT_MS = 10_000;
    private static final int SILENCE_MS = 30_000;
    private static final int MAX_LINE = 8 * 1024;
    private static final int MAX_HEADERS = 200;

    private final InputStream in;
    private final Map<String, List<String>> headers = new TreeMap<>();
    private final int status;
    private final String reason;

    private PinnedResponse(InputStream in) throws IOException {
        this.in = in;
        String[] first = line(in).split(" ", 3);
        if (first.length < 2 || !first[0].startsWith("HTTP/1.") || !first[1].matches("[2-5]\\d\\d")) {
            throw MirrorFetch.unavailable("its host does not speak HTTP");
        }
        this.status = Integer.parseInt(first[1]);
        this.reason = first.length < 3 ? "" : first[2];
        int lines = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon <= 0 || ++lines > MAX_HEADERS) {
                throw MirrorFetch.unavailable("its host sends headers that are none, or too many");
            }
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), any -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
    }

    /** Sends a request to this address, under the name in the url, and reads the head of what is answered. Blocks. */
    static PinnedResponse to(URL url, InetAddress address, List<byte[]> request, Budget budget) throws IOException {
        Socket socket = new Socket();
        try {
            budget.reading(socket);
            budget.check();
            socket.setSoTimeout(SILENCE_MS);
            socket.connect(new InetSocketAddress(address, port(url)), CONNECT_MS);
            Socket spoken = url.getProtocol().equals("https") ? encrypted(socket, url) : socket;
            OutputStream out = spoken.getOutputStream();
            for (byte[] part : request) {
                out.write(part);
            }
            out.flush();
            return new PinnedResponse(new BufferedInputStream(new Counted(spoken, budget)));
        } catch (IOException e) {
            socket.close();
            budget.check();
            throw e;
        }
    }

    private static int port(URL url) {
        return url.getPort() == -1 ? url.getDefaultPort() : url.getPort();
    }

    private static Socket encrypted(Socket socket, URL url) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket encrypted = (SSLSocket) factory.createSocket(socket, url.getHost(), port(url), true);
        SSLParameters parameters = encrypted.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        if (url.getHost().matches(".*[A-Za-z].*") && !url.getHost().startsWith("[")) {
            parameters.setServerNames(List.of(new SNIHostName(url.getHost())));
        }
        encrypted.setSSLParameters(parameters);
        encrypted.startHandshake();
        return encrypted;
    }

    int status() {
        return status;
    }

    String reason() {
        return reason;
    }

    Map<String, List<String>> headers() {
        return headers;
    }

    /** The first value of a header, or null. */
    @Nullable String header(String name) {
        List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
        return values == null ? null : values.get(0);
    }

    InputStream body() throws IOException {
        if ("chunked".equalsIgnoreCase(header("transfer-encoding"))) {
            return new Body(in, 0, true);
        }
        String length = header("content-length");
        if (length != null && !length.matches("\\d{1,15}")) {
            throw MirrorFetch.unavailable("its host sends a length that is none");
        }
        return length == null ? in : new Body(in, Long.parseLong(length), false);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int one = in.read(); one != '\n'; one = in.read()) {
            if (one < 0 || line.size() > MAX_LINE) {
                throw MirrorFetch.unavailable("its host broke off");
            }
            line.write(one);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    /** What comes from the host, as much of it as may come. */
    private static final class Counted extends InputStream {
        private final Socket socket;
        private final InputStream from;
        private final Budget budget;

        Counted(Socket socket, Budget budget) throws IOException {
            this.socket = socket;
            this.from = socket.getInputStream();
            this.budget = budget;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int at, int length) throws IOException {
            int came;
            try {
                came = from.read(into, at, length);
            } catch (IOException e) {
                budget.check();
                throw e;
            }
            budget.take(Math.max(0, came));
            return came;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /** A body of known length, or of chunks. */
    private static final class Body extends InputStream {
        private final InputStream in;
        private final boolean chunked;
        private long left;
        private boolean begun;
        private boolean ended;

        Body(InputStream in, long length, boolean chunked) {
            this.in = in;
            this.left = length;
            this.chunked = chunked;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int at, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (left == 0 && chunked && !ended) {
                nextChunk();
            }
            if (left == 0) {
                return -1;
            }
            int came = in.read(into, at, (int) Math.min(length, left));
            if (came < 0) {
                throw MirrorFetch.unavailable("its host broke off");
            }
            left -= came;
            return came;
        }

        private void nextChunk() throws IOException {
            if (begun) {
                line(in);
            }
            begun = true;
            String size = line(in).replaceFirst(";.*", "").strip();
            if (!size.matches("[0-9a-fA-F]{1,12}")) {
                throw MirrorFetch.unavailable("its host sends chunks that are none");
            }
            left = Long.parseLong(size, 16);
            ended = left == 0;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
