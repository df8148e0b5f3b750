package dev.riffle.samples.faker;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/** Makes {@code faker} tables from their options, and says at once which option is wrong. */
public final class FakerTableSourceFactory implements DynamicTableSourceFactory {

    private static final ConfigOption<Long> ROWS_PER_SECOND = ConfigOptions.key("rows-per-second")
            .longType()
            .defaultValue(10_000L)
            .withDescription("Rows a second over all subtasks.");

    private static final ConfigOption<Long> NUMBER_OF_ROWS = ConfigOptions.key("number-of-rows")
            .longType()
            .noDefaultValue()
            .withDescription("Rows after which the table ends; without it, it never does.");

    @Override
    public DynamicTableSource createDynamicTableSource(Context context) {
        Map<String, String> options = context.getCatalogTable().getOptions();
        List<RowType.RowField> fields = context.getCatalogTable().getResolvedSchema().getColumns().stream()
                .filter(Column::isPhysical)
                .map(column -> new RowType.RowField(
                        column.getName(), column.getDataType().getLogicalType()))
                .toList();
        RowType rowType = new RowType(false, fields);
        Set<String> used = new HashSet<>(Set.of("connector", ROWS_PER_SECOND.key(), NUMBER_OF_ROWS.key()));
        FieldPlan plan = FieldPlan.ofRow(rowType, "fields", options, used);
        for (String option : options.keySet()) {
            if (!used.contains(option)) {
                throw new ValidationException("The option '" + option
                        + "' fits no column of this faker table and no option of the connector.");
            }
        }
        FieldGenerator.of(plan).tryOut();
        Long rows = number(options, NUMBER_OF_ROWS, 0, null);
        Long rate = number(options, ROWS_PER_SECOND, 1, ROWS_PER_SECOND.defaultValue());
        return new FakerTableSource(rowType, plan, rate == null ? 1 : rate, rows == null ? Long.MAX_VALUE : rows);
    }

    private static @Nullable Long number(
            Map<String, String> options, ConfigOption<Long> option, long least, @Nullable Long otherwise) {
        String text = options.get(option.key());
        if (text == null) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(text.strip());
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, with the option's name.
        }
        throw new ValidationException(
                "The option '" + option.key() + "' is a whole number from " + least + ", not '" + text + "'.");
    }

    @Override
    public String factoryIdentifier() {
        return "faker";
    }

    @Override
    public Set<ConfigOption<?>> requiredOptions() {
        return Set.of();
    }

    @Override
    public Set<ConfigOption<?>> optionalOptions() {
        return Set.of(ROWS_PER_SECOND, NUMBER_OF_ROWS);
    }
}
