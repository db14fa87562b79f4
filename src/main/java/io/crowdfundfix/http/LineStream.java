package io.crowdfundfix.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.json.Json;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.parsetools.RecordParser;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One running {@link LineExchange}: answers leave in the order in which lines came, at most a window of lines is in memory, and the
 * request is read no faster than answers are taken.
 */
final class LineStream {
    private final RoutingContext context;
    private final LineExchange exchange;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final RecordParser lines;
    private final Deque<Future<Buffer>> answers = new ArrayDeque<>();
    private long lineNumber;
    private boolean ended;
    private boolean paused;

    private LineStream(RoutingContext context, LineExchange exchange) {
        this.context = context;
        this.exchange = exchange;
        this.request = context.request();
        this.response = context.response();
        this.lines = RecordParser.newDelimited("\n", request).maxRecordSize(exchange.maxLineBytes());
    }

    static void run(RoutingContext context, LineExchange exchange) {
        new LineStream(context, exchange).start();
    }

    private void start() {
        response.setChunked(true).putHeader(HttpHeaders.CONTENT_TYPE, "application/x-ndjson");
        response.drainHandler(drained -> flush());
        lines.exceptionHandler(this::tooMuchUnparsed);
        lines.endHandler(end -> {
            ended = true;
            flush();
        });
        lines.handler(this::line);
        request.resume();
    }

    private void line(Buffer line) {
        if (ended) {
            return;
        }
        if (line.length() > exchange.maxLineBytes()) {
            refuse();
            return;
        }
        long number = ++lineNumber;
        if (line.length() == 0 || line.toString().isBlank()) {
            return;
        }
        Future<Buffer> answer =
                exchange.answer().apply(line).map(LineStream::written).otherwise(failure -> error(number, failure));
        answers.add(answer);
        if (!paused && answers.size() >= exchange.window()) {
            paused = true;
            lines.pause();
        }
        answer.onComplete(done -> flush());
    }

    private void flush() {
        while (!answers.isEmpty() && answers.peek().isComplete() && !response.writeQueueFull()) {
            response.write(answers.remove().result());
        }
        if (response.closed()) {
            return;
        }
        if (ended && answers.isEmpty() && !response.ended()) {
            response.end();
        } else if (paused && answers.size() < exchange.window()) {
            paused = false;
            lines.resume();
        }
    }

    /** While the parser is paused, what it holds are lines that nobody has asked for yet, not one that is too long. */
    private void tooMuchUnparsed(Throwable failure) {
        if (!paused) {
            refuse();
        }
    }

    /** A line that is too long cannot be skipped safely: the stream ends with its error. */
    private void refuse() {
        if (ended) {
            return;
        }
        Fault tooLong = Fault.of(
                Fault.Kind.TOO_LARGE,
                "line_too_large",
                "Line " + (lineNumber + 1) + " is longer than " + exchange.maxLineBytes() + " bytes");
        answers.add(Future.succeededFuture(error(lineNumber + 1, tooLong)));
        ended = true;
        request.handler(rest -> {}).resume();
        Problems.closeAfterAWhile(context);
        flush();
    }

    private Buffer error(long number, Throwable failure) {
        ObjectNode node = Problems.envelopeNode(Problems.fault(context, failure));
        node.put("line", number);
        return written(node);
    }

    private static Buffer written(Object answer) {
        try {
            return Buffer.buffer(Json.api().writeValueAsBytes(answer)).appendByte((byte) '\n');
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
