package dev.riffle.sessions.session;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.layout.PatternLayout;

/** What is logged while it is open: everything of ours, and of others what the server keeps of them. */
final class CapturedLog implements AutoCloseable {

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final LoggerContext context = (LoggerContext) LogManager.getContext(false);
    private final Level before = context.getLogger("dev.riffle").getLevel();
    private final Appender appender =
            new AbstractAppender(
                    "captured",
                    null,
                    PatternLayout.newBuilder().withPattern("%p %c %m%n%xEx").build(),
                    false,
                    Property.EMPTY_ARRAY) {
                @Override
                public void append(LogEvent event) {
                    lines.add(getLayout().toSerializable(event).toString());
                }
            };

    CapturedLog() {
        appender.start();
        context.getConfiguration().getRootLogger().addAppender(appender, null, null);
        Configurator.setLevel("dev.riffle", Level.DEBUG);
        context.updateLoggers();
    }

    String text() {
        return String.join("", lines);
    }

    @Override
    public void close() {
        Configurator.setLevel("dev.riffle", before);
        context.getConfiguration().getRootLogger().removeAppender("captured");
        context.updateLoggers();
        appender.stop();
    }
}
