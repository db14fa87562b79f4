package io.crowdfundfix;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.spi.FilterReply;
import io.crowdfundfix.bus.RequestId;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * Logging in code, found by Logback at its start: readable text, or JSON lines when the configuration says so. It goes to standard error,
 * since standard output belongs to what a command answers.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {
    private static final String TEXT = "%d{HH:mm:ss.SSS} %-5level %logger{0} %X{request_id:--} %msg%n%ex";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setPattern(TEXT);
        install(context, encoder);
        context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
        // it warns of a gauge that Vert.x itself registers once for each event bus
        context.getLogger("io.micrometer").setLevel(Level.ERROR);
        context.getLogger("io.crowdfundfix").setLevel(Level.INFO);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Applies what the configuration says; until then text at INFO is written. */
    static void apply(Config.Log log) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        if (log.json()) {
            install(context, json());
        }
        context.getLogger("io.crowdfundfix").setLevel(Level.valueOf(log.level()));
    }

    private static JsonEncoder json() {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setWithFormattedMessage(true);
        encoder.setWithMessage(false);
        encoder.setWithArguments(false);
        encoder.setWithContext(false);
        encoder.setWithSequenceNumber(false);
        encoder.setWithNanoseconds(false);
        return encoder;
    }

    private static void install(LoggerContext context, Encoder<ILoggingEvent> encoder) {
        encoder.setContext(context);
        encoder.start();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setTarget("System.err");
        console.setEncoder(encoder);
        Filter<ILoggingEvent> requestId = new RequestIdStamp();
        requestId.start();
        console.addFilter(requestId);
        console.start();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.detachAndStopAllAppenders();
        root.addAppender(console);
    }

    /** Puts the id of the request at hand into each line. */
    private static final class RequestIdStamp extends Filter<ILoggingEvent> {
        @Override
        public FilterReply decide(ILoggingEvent event) {
            String id = RequestId.current();
            if (id != null && event instanceof LoggingEvent own) {
                own.setMDCPropertyMap(Map.of("request_id", id));
            }
            return FilterReply.NEUTRAL;
        }
    }
}
