package dev.riffle.sessions.cluster;

import java.nio.file.Path;

/** How the lines of a process's log are written. */
public enum LogFormat {
    /** For people: time, level, class and message. */
    TEXT("log", "PatternLayout", "appender.file.layout.pattern = %d{ISO8601} %-5p %c{1} - %m%n"),
    /** For programs: a JSON object a line, with the fields of the Elastic Common Schema. */
    JSON("json", "JsonTemplateLayout", "appender.file.layout.eventTemplateUri = classpath:EcsLayout.json");

    private static final int FILE_MEGABYTES = 10;
    private static final int OLDER_FILES = 2;

    private final String extension;
    private final String layout;
    private final String layoutSetting;

    LogFormat(String extension, String layout, String layoutSetting) {
        this.extension = extension;
        this.layout = layout;
        this.layoutSetting = layoutSetting;
    }

    /** The newest log of a process in a folder. */
    public Path file(Path folder, String name) {
        return folder.resolve(name + "." + extension);
    }

    /** Settings of Log4j for one file that is followed by older ones, so that a log can't fill a disk. */
    String appender(Path file) {
        return """
                appender.file.name = File
                appender.file.type = RollingFile
                appender.file.fileName = %1$s
                appender.file.filePattern = %1$s.%%i
                appender.file.layout.type = %2$s
                %3$s
                appender.file.policies.type = Policies
                appender.file.policies.size.type = SizeBasedTriggeringPolicy
                appender.file.policies.size.size = %4$dMB
                appender.file.strategy.type = DefaultRolloverStrategy
                appender.file.strategy.max = %5$d
                """.formatted(file, layout, layoutSetting, FILE_MEGABYTES, OLDER_FILES);
    }
}
