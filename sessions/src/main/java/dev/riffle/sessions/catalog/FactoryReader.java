package dev.riffle.sessions.catalog;

import dev.riffle.sessions.catalog.Factories.Kind;
import dev.riffle.sessions.catalog.Factories.Option;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigurationUtils;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.table.factories.CatalogFactory;
import org.apache.flink.table.factories.DecodingFormatFactory;
import org.apache.flink.table.factories.DynamicTableSinkFactory;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.EncodingFormatFactory;
import org.apache.flink.table.factories.Factory;
import org.apache.flink.table.factories.ModelProviderFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks all factories that this process and further jars have what they take. */
public final class FactoryReader {

    private static final Logger LOG = LoggerFactory.getLogger(FactoryReader.class);

    private static final Map<Class<?>, Kind> KINDS = Map.of(
            DynamicTableSourceFactory.class, Kind.SOURCE,
            DynamicTableSinkFactory.class, Kind.SINK,
            DecodingFormatFactory.class, Kind.DECODING,
            EncodingFormatFactory.class, Kind.ENCODING,
            CatalogFactory.class, Kind.CATALOG,
            ModelProviderFactory.class, Kind.MODEL);

    private FactoryReader() {}

    /** @param jars with further ones, beyond those on the class path; one that can't be loaded is left out */
    public static Factories read(List<URL> jars) {
        Map<String, Factories.Factory> found = new TreeMap<>();
        try (URLClassLoader loader =
                new URLClassLoader(jars.toArray(URL[]::new), FactoryReader.class.getClassLoader())) {
            Iterator<Factory> factories =
                    ServiceLoader.load(Factory.class, loader).iterator();
            while (true) {
                try {
                    if (!factories.hasNext()) {
                        break;
                    }
                    add(factories.next(), found);
                } catch (RuntimeException | LinkageError | java.util.ServiceConfigurationError e) {
                    LOG.warn("A connector or format can't be listed: {}", e.toString());
                }
            }
        } catch (IOException e) {
            LOG.warn("The jars of further connectors can't be closed: {}", e.toString());
        }
        return new Factories(List.copyOf(found.values()));
    }

    private static void add(Factory factory, Map<String, Factories.Factory> found) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        KINDS.forEach((type, kind) -> {
            if (type.isInstance(factory)) {
                kinds.add(kind);
            }
        });
        if (kinds.isEmpty()) {
            return;
        }
        Set<ConfigOption<?>> required = factory.requiredOptions();
        Map<String, Option> options = new TreeMap<>();
        factory.optionalOptions().forEach(option -> options.put(option.key(), option(option, false)));
        required.forEach(option -> options.put(option.key(), option(option, true)));
        found.merge(
                factory.factoryIdentifier() + " " + use(kinds),
                made(factory.factoryIdentifier(), kinds, jarOf(factory), options),
                FactoryReader::joined);
    }

    /** What a statement names it as: what reads files and what reads messages may be two factories of one format. */
    private static String use(Set<Kind> kinds) {
        return switch (kinds.iterator().next()) {
            case SOURCE, SINK -> "connector";
            case DECODING, ENCODING -> "format";
            case CATALOG -> "type";
            case MODEL -> "provider";
        };
    }

    private static Factories.Factory joined(Factories.Factory first, Factories.Factory second) {
        Set<Kind> kinds = EnumSet.copyOf(first.kinds());
        kinds.addAll(second.kinds());
        Map<String, Option> options = new TreeMap<>();
        first.options().forEach(option -> options.put(option.key(), option));
        second.options().forEach(option -> options.putIfAbsent(option.key(), option));
        return made(first.identifier(), kinds, first.jar(), options);
    }

    private static Factories.Factory made(String identifier, Set<Kind> kinds, String jar, Map<String, Option> options) {
        List<Option> sorted = new ArrayList<>(options.values());
        sorted.sort(Comparator.comparing(Option::required).reversed());
        return new Factories.Factory(identifier, kinds, jar, sorted);
    }

    private static Option option(ConfigOption<?> option, boolean required) {
        return new Option(option.key(), required, written(option.defaultValue()), PlainText.of(option.description()));
    }

    /** As a statement would set it. */
    private static @Nullable String written(@Nullable Object value) {
        if (value instanceof Duration duration) {
            return duration.isZero() ? "0 s" : org.apache.flink.util.TimeUtils.formatWithHighestUnit(duration);
        }
        if (value instanceof MemorySize size) {
            return size.toHumanReadableString();
        }
        return value == null ? null : ConfigurationUtils.convertValue(value, String.class);
    }

    private static String jarOf(Factory factory) {
        CodeSource source = factory.getClass().getProtectionDomain().getCodeSource();
        return source == null
                ? ""
                : String.valueOf(Path.of(source.getLocation().getPath()).getFileName());
    }
}
