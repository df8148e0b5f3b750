package dev.riffle.samples.data;

import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.types.logical.RowType;

/** Makes {@code riffle-sample} tables from their options. */
public final class SampleTableSourceFactory implements DynamicTableSourceFactory {

    private static final ConfigOption<String> SAMPLE =
            ConfigOptions.key("sample").stringType().noDefaultValue().withDescription("Name of the data set: flights.");

    private static final ConfigOption<Double> REPLAY_SPEED = ConfigOptions.key("replay-speed")
            .doubleType()
            .noDefaultValue()
            .withDescription("Seconds of event time that pass in one second; without it all rows come at once.");

    @Override
    public DynamicTableSource createDynamicTableSource(Context context) {
        FactoryUtil.TableFactoryHelper helper = FactoryUtil.createTableFactoryHelper(this, context);
        helper.validate();
        String name = helper.getOptions().get(SAMPLE);
        SampleData data = SampleData.load(name);
        if (data == null) {
            throw new ValidationException("There is no sample '" + name + "'. The option 'sample' can be 'flights'.");
        }
        RowType rowType = new RowType(
                false,
                context.getCatalogTable().getResolvedSchema().getColumns().stream()
                        .filter(Column::isPhysical)
                        .map(column -> new RowType.RowField(
                                column.getName(), column.getDataType().getLogicalType()))
                        .toList());
        for (String column : rowType.getFieldNames()) {
            if (!data.columns().contains(column)) {
                throw new ValidationException("The sample '" + name + "' has no column '" + column + "'. It has "
                        + String.join(", ", data.columns()) + ".");
            }
        }
        Double speed = helper.getOptions().get(REPLAY_SPEED);
        if (speed != null && !(speed > 0)) {
            throw new ValidationException("The option 'replay-speed' is above 0.");
        }
        return new SampleTableSource(
                name, rowType, speed == null ? 0 : speed, data.rows().size());
    }

    @Override
    public String factoryIdentifier() {
        return "riffle-sample";
    }

    @Override
    public Set<ConfigOption<?>> requiredOptions() {
        return Set.of(SAMPLE);
    }

    @Override
    public Set<ConfigOption<?>> optionalOptions() {
        return Set.of(REPLAY_SPEED);
    }
}
