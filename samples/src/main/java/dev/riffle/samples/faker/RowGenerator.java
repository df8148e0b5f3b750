package dev.riffle.samples.faker;

import java.util.Objects;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.table.data.RowData;
import org.jspecify.annotations.Nullable;

/** Makes the rows of one subtask. */
final class RowGenerator implements GeneratorFunction<Long, RowData> {

    private static final long serialVersionUID = 1L;

    private final FieldPlan plan;
    private transient @Nullable FieldGenerator generator;

    RowGenerator(FieldPlan plan) {
        this.plan = plan;
    }

    @Override
    public void open(SourceReaderContext context) {
        generator = FieldGenerator.of(plan);
    }

    @Override
    public RowData map(Long index) {
        FieldGenerator made = generator;
        if (made == null) {
            made = FieldGenerator.of(plan);
            generator = made;
        }
        return (RowData) Objects.requireNonNull(made.next());
    }
}
