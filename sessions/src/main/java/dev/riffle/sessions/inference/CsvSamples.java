package dev.riffle.sessions.inference;

import dev.riffle.sessions.inference.SampleColumns.WholeNumbers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.MappingIterator;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.dataformat.csv.CsvMapper;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.dataformat.csv.CsvParser;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.dataformat.csv.CsvSchema;

/** Reads lines of separated values for the columns that they suggest. */
public final class CsvSamples {

    private static final List<Character> SEPARATORS = List.of(',', ';', '\t', '|');
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,38}");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");

    private static final Pattern WORDS = Pattern.compile("[A-Za-z_][A-Za-z0-9_ .-]*");

    /** A number with a zero in front is rather a code: it keeps it. */
    private static final Pattern CODE = Pattern.compile("[+-]?0\\d+");

    /**
     * Lines that have been read.
     *
     * @param table what they suggest
     * @param separator between the values
     * @param header whether the first line has the names of columns
     */
    public record Csv(InferredTable table, char separator, boolean header) {}

    private CsvSamples() {}

    /**
     * What the lines suggest; empty where they have no separator in common.
     *
     * @param text whole lines, a value in quotes may go over several
     * @param mayHaveHeader whether the first line may name the columns
     */
    public static Optional<Csv> read(String text, boolean mayHaveHeader) {
        char best = 0;
        int most = 1;
        List<String[]> lines = List.of();
        for (char separator : SEPARATORS) {
            List<String[]> some = lines(text, separator);
            int width = some.isEmpty() ? 0 : some.get(0).length;
            long same = some.stream().filter(line -> line.length == width).count();
            if (width > most && width <= InferredTable.MOST_COLUMNS && same * 10 >= some.size() * 9L) {
                best = separator;
                most = width;
                lines = some;
            }
        }
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(ofLines(lines, best, mayHaveHeader));
    }

    private static Csv ofLines(List<String[]> lines, char separator, boolean mayHaveHeader) {
        String[] first = lines.get(0);
        boolean header = mayHaveHeader && isHeader(first, lines);
        int width = first.length;
        Map<String, SampleType> types = new LinkedHashMap<>();
        Map<String, WholeNumbers> ranges = new HashMap<>();
        Map<String, Integer> present = new HashMap<>();
        List<String> names = names(first, header);
        names.forEach(name -> types.put(name, SampleType.UNKNOWN));
        int used = 0;
        List<String[]> data = header ? lines.subList(1, lines.size()) : lines;
        for (String[] line : data) {
            if (line.length != width) {
                continue;
            }
            used++;
            for (int i = 0; i < width; i++) {
                String value = line[i];
                String name = names.get(i);
                SampleType type = typeOf(value);
                types.merge(name, type, SampleType::merge);
                present.merge(name, value.isEmpty() ? 0 : 1, Integer::sum);
                if (type instanceof SampleType.Scalar scalar && scalar.kind() == ScalarKind.INTEGER) {
                    long number = Long.parseLong(value);
                    ranges.merge(name, new WholeNumbers(number, number), (range, one) -> range.with(one.least()));
                }
            }
        }
        // Flink's CSV format knows the form of SQL alone.
        return new Csv(
                new InferredTable(
                        SampleColumns.of(types, ranges, present, used, TimestampForm.SQL),
                        TimestampForm.SQL,
                        used,
                        data.size() - used),
                separator,
                header);
    }

    /** A text above values that are none, or words throughout. */
    private static boolean isHeader(String[] first, List<String[]> lines) {
        List<String[]> data = lines.subList(1, lines.size());
        for (int i = 0; i < first.length; i++) {
            int column = i;
            if (isText(first[i])
                    && data.stream().anyMatch(line -> line.length > column && isOther(line[column]))
                    && data.stream().noneMatch(line -> line.length > column && isText(line[column]))) {
                return true;
            }
        }
        return Stream.of(first).allMatch(name -> WORDS.matcher(name.strip()).matches());
    }

    private static boolean isText(String value) {
        return typeOf(value) instanceof SampleType.Scalar scalar && scalar.kind() == ScalarKind.TEXT;
    }

    private static boolean isOther(String value) {
        return !value.isEmpty() && !isText(value);
    }

    /** Those of the first line, a number in the place of one that is none or is there already. */
    private static List<String> names(String[] first, boolean header) {
        Set<String> names = new LinkedHashSet<>();
        for (int i = 0; i < first.length; i++) {
            String name = header ? first[i].strip() : "";
            String number = "column_" + (i + 1);
            if (!SqlName.isColumn(name) || !names.add(name)) {
                names.add(names.contains(number) ? number + "_" : number);
            }
        }
        return List.copyOf(names);
    }

    private static SampleType typeOf(String value) {
        if (value.isEmpty()) {
            return SampleType.UNKNOWN;
        }
        if (value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")) {
            return new SampleType.Scalar(ScalarKind.BOOLEAN);
        }
        if (CODE.matcher(value).matches()) {
            return SampleType.TEXT;
        }
        if (WHOLE.matcher(value).matches()) {
            return new SampleType.Scalar(isLong(value) ? ScalarKind.INTEGER : ScalarKind.LARGE_INTEGER);
        }
        if (NUMBER.matcher(value).matches()) {
            return new SampleType.Scalar(ScalarKind.NUMBER);
        }
        return new SampleType.Scalar(ScalarKind.ofText(value));
    }

    private static boolean isLong(String value) {
        try {
            Long.parseLong(value);
            return true;
        } catch (NumberFormatException tooLarge) {
            return false;
        }
    }

    private static List<String[]> lines(String text, char separator) {
        CsvSchema schema = CsvSchema.emptySchema().withColumnSeparator(separator);
        List<String[]> lines = new ArrayList<>();
        try (MappingIterator<String[]> rows = new CsvMapper()
                .enable(CsvParser.Feature.WRAP_AS_ARRAY)
                .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
                .readerFor(String[].class)
                .with(schema)
                .readValues(text)) {
            while (rows.hasNextValue()) {
                lines.add(rows.nextValue());
            }
        } catch (IOException unreadable) {
            return lines;
        }
        return lines;
    }
}
