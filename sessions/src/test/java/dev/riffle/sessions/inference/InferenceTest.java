package dev.riffle.sessions.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.riffle.sessions.inference.InferredColumn.TimeKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

/** What samples say of their columns. */
class InferenceTest {

    private static Map<String, String> types(InferredTable table) {
        return table.columns().stream()
                .collect(Collectors.toMap(
                        InferredColumn::name, InferredColumn::type, (one, other) -> one, LinkedHashMap::new));
    }

    private static InferredTable json(String... texts) {
        return JsonSamples.read(List.of(texts)).orElseThrow();
    }

    @Test
    void valuesOfJsonHaveTheTypesThatFlinkReadsThemAs() {
        InferredTable table = json("""
                {"id": 1, "price": 2, "name": null, "ok": true, "large": 12345678901234567890, "day": "2026-01-31",
                 "at": "2026-01-31T10:00:00.5Z", "tags": [], "where": {"lat": 1, "kind": "a"}, "mixed": 1}""", """
                {"id": 2, "price": 2.5, "name": "b", "ok": null, "large": 1, "day": "2026-02-01",
                 "at": "2026-01-31T10:00:01Z", "tags": ["x"], "where": {"lat": 1.5, "more": [{"a": 1}]}, "mixed": "b"}""");

        assertThat(types(table))
                .containsExactly(
                        Map.entry("id", "BIGINT"),
                        Map.entry("price", "DOUBLE"),
                        Map.entry("name", "STRING"),
                        Map.entry("ok", "BOOLEAN"),
                        Map.entry("large", "DECIMAL(38, 0)"),
                        Map.entry("day", "DATE"),
                        Map.entry("at", "TIMESTAMP_LTZ(3)"),
                        Map.entry("tags", "ARRAY<STRING>"),
                        Map.entry("where", "ROW<`lat` DOUBLE, `kind` STRING, `more` ARRAY<ROW<`a` BIGINT>>>"),
                        Map.entry("mixed", "STRING"));
        assertThat(table.timestamps()).isEqualTo(TimestampForm.ISO_8601);
        assertThat(table.eventTime().orElseThrow().name()).isEqualTo("at");
    }

    @Test
    void whatIsNoObjectIsCountedAndPassedOver() {
        InferredTable table = json("{\"a\": 1}", "[1]", "no", "{\"a\": 2} {}", "");

        assertThat(types(table)).containsExactly(Map.entry("a", "BIGINT"));
        assertThat(table.used()).isEqualTo(1);
        assertThat(table.unfit()).isEqualTo(4);
        assertThat(JsonSamples.read(List.of("1", "x"))).isEmpty();
    }

    @Test
    void timestampsOfTheRarerFormStayText() {
        InferredTable table = json(
                "{\"a\": \"2026-01-31 10:00:00\", \"b\": \"2026-01-31 10:00:00.123456\", \"c\": \"2026-01-31T10:00:00Z\"}");

        assertThat(types(table).values()).containsExactly("TIMESTAMP(3)", "TIMESTAMP(3)", "STRING");
        assertThat(table.timestamps()).isEqualTo(TimestampForm.SQL);
    }

    @Test
    void whatOnlyLooksLikeATimeIsText() {
        InferredTable table = json(
                "{\"a\": \"2026-02-30\", \"b\": \"2026-01-31T25:00:00\", \"c\": \"2026-01-31T10:00:00+02:00\", \"d\": \"10:00\"}");

        assertThat(types(table).values()).containsOnly("STRING");
        assertThat(table.eventTime()).isEmpty();
    }

    @Test
    void numbersThatAreTimesAreFoundByTheirRangeAndName() {
        InferredTable table = json(
                "{\"n\": 1700000000, \"made_ms\": 1700000000000, \"createdAt\": 1700000000, \"small_time\": 17, \"phone\": 1700000000}");

        assertThat(table.columns().stream().map(InferredColumn::time))
                .containsExactly(
                        TimeKind.NONE,
                        TimeKind.EPOCH_MILLISECONDS,
                        TimeKind.EPOCH_SECONDS,
                        TimeKind.NONE,
                        TimeKind.NONE);
    }

    @Test
    void theTimeWithTheBestNameIsTheTimeOfTheEvent() {
        InferredTable table = json(
                "{\"created\": \"2026-01-31T10:00:00Z\", \"ts\": 1700000000, \"timestamp\": \"2026-01-31T10:00:00Z\"}");

        assertThat(table.eventTime().orElseThrow().name()).isEqualTo("timestamp");
        assertThat(json("{\"ts\": null, \"a\": 1}", "{\"ts\": \"2026-01-31T10:00:00Z\"}")
                        .eventTime())
                .isEmpty();
    }

    @Test
    void linesOfValuesAreCutAtTheSeparatorThatFits() {
        CsvSamples.Csv csv = CsvSamples.read(
                        "name;amount;when;code\n\"Rome; Italy\";1,5;2026-01-31 10:00:00;007\nLima;2;2026-01-31 10:00:01;010\n",
                        true)
                .orElseThrow();

        assertThat(csv.separator()).isEqualTo(';');
        assertThat(csv.header()).isTrue();
        assertThat(types(csv.table()))
                .containsExactly(
                        Map.entry("name", "STRING"),
                        Map.entry("amount", "STRING"),
                        Map.entry("when", "TIMESTAMP(3)"),
                        Map.entry("code", "STRING"));
    }

    @Test
    void linesWithoutNamesGetNumbers() {
        CsvSamples.Csv csv = CsvSamples.read("1,a,2.5,true\n2,,3,false\n", true).orElseThrow();

        assertThat(csv.header()).isFalse();
        assertThat(types(csv.table()))
                .containsExactly(
                        Map.entry("column_1", "BIGINT"),
                        Map.entry("column_2", "STRING"),
                        Map.entry("column_3", "DOUBLE"),
                        Map.entry("column_4", "BOOLEAN"));
        assertThat(CsvSamples.read("just words\nand more\n", true)).isEmpty();
        assertThat(CsvSamples.read("", true)).isEmpty();
    }

    @Test
    void aNameThatIsNoneOrThereAlreadyGetsANumber() {
        CsvSamples.Csv csv =
                CsvSamples.read(",price, price,2024\nx,1,2,3\ny,2,3,4\n", true).orElseThrow();

        assertThat(csv.header()).isTrue();
        assertThat(types(csv.table()))
                .containsExactly(
                        Map.entry("column_1", "STRING"),
                        Map.entry("price", "BIGINT"),
                        Map.entry("column_3", "BIGINT"),
                        Map.entry("2024", "BIGINT"));
    }

    @Test
    void schemasOfAvroBecomeColumnsThatFlinkReads() throws UnreadableSampleException {
        InferredTable table = AvroSchemas.of("""
                {"type": "record", "name": "r", "fields": [
                  {"name": "ms", "type": {"type": "long", "logicalType": "timestamp-millis"}},
                  {"name": "us", "type": {"type": "long", "logicalType": "timestamp-micros"}},
                  {"name": "price", "type": {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}},
                  {"name": "maybe", "type": ["null", "string"]}]}""");

        assertThat(types(table).values()).containsExactly("TIMESTAMP(3)", "BIGINT", "DECIMAL(9, 2)", "STRING");
        assertThatThrownBy(
                        () -> AvroSchemas.of(
                                "{\"type\": \"record\", \"name\": \"r\", \"fields\": [{\"name\": \"r\", \"type\": [\"null\", \"r\"]}]}"))
                .isInstanceOf(UnreadableSampleException.class);
    }

    @Property(tries = 300)
    void anyObjectGivesColumnsForItsNames(
            @ForAll @Size(min = 1, max = 6) Map<@StringLength(min = 1, max = 8) String, Integer> fields)
            throws Exception {
        String text = new ObjectMapper().writeValueAsString(fields);

        List<String> names = JsonSamples.read(List.of(text)).stream()
                .flatMap(table -> table.columns().stream())
                .map(InferredColumn::name)
                .toList();
        assertThat(names)
                .containsExactlyElementsOf(
                        fields.keySet().stream().filter(SqlName::isColumn).toList());
    }

    @Property(tries = 300)
    void anyTextIsReadWithoutAnException(@ForAll @StringLength(max = 200) String text) {
        assertThat(JsonSamples.read(List.of(text, text)).stream()).allMatch(table -> table.used() == 2);
        CsvSamples.read(text, true)
                .ifPresent(csv -> assertThat(csv.table().columns()).isNotEmpty());
        assertThat(SqlName.forTable(text)).matches("[a-z_][a-z0-9_]*");
    }
}
