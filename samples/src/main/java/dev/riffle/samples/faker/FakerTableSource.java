package dev.riffle.samples.faker;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.LookupTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.SourceProvider;
import org.apache.flink.table.connector.source.lookup.LookupFunctionProvider;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.LookupFunction;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/** A table of made-up rows: bounded or not, and for lookup joins one made-up row for every key. */
final class FakerTableSource implements ScanTableSource, LookupTableSource {

    private final RowType rowType;
    private final FieldPlan plan;
    private final long rowsPerSecond;
    private final long numberOfRows;

    FakerTableSource(RowType rowType, FieldPlan plan, long rowsPerSecond, long numberOfRows) {
        this.rowType = rowType;
        this.plan = plan;
        this.rowsPerSecond = rowsPerSecond;
        this.numberOfRows = numberOfRows;
    }

    @Override
    public ChangelogMode getChangelogMode() {
        return ChangelogMode.insertOnly();
    }

    @Override
    public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
        DataGeneratorSource<RowData> source = new DataGeneratorSource<>(
                new RowGenerator(plan),
                numberOfRows,
                RateLimiterStrategy.perSecond((double) rowsPerSecond),
                InternalTypeInfo.of(rowType));
        return new SourceProvider() {
            @Override
            public Source<RowData, ?, ?> createSource() {
                return source;
            }

            @Override
            public boolean isBounded() {
                return numberOfRows != Long.MAX_VALUE;
            }
        };
    }

    @Override
    public LookupRuntimeProvider getLookupRuntimeProvider(LookupContext context) {
        int[] keys = new int[context.getKeys().length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = context.getKeys()[i][0];
        }
        return LookupFunctionProvider.of(new FakerLookup(plan, rowType, keys));
    }

    @Override
    public DynamicTableSource copy() {
        return new FakerTableSource(rowType, plan, rowsPerSecond, numberOfRows);
    }

    @Override
    public String asSummaryString() {
        return "faker";
    }

    /** Makes a row and gives it the key that was looked up. */
    public static final class FakerLookup extends LookupFunction {

        private static final long serialVersionUID = 1L;

        private final RowGenerator rows;
        private final RowType rowType;
        private final int[] keys;
        private transient RowData.FieldGetter @Nullable [] getters;

        FakerLookup(FieldPlan plan, RowType rowType, int[] keys) {
            this.rows = new RowGenerator(plan);
            this.rowType = rowType;
            this.keys = keys.clone();
        }

        @Override
        public Collection<RowData> lookup(RowData keyRow) {
            RowData.FieldGetter[] known = getters;
            if (known == null) {
                known = new RowData.FieldGetter[keys.length];
                for (int i = 0; i < keys.length; i++) {
                    LogicalType type = rowType.getTypeAt(keys[i]);
                    known[i] = RowData.createFieldGetter(type, i);
                }
                getters = known;
            }
            GenericRowData row = (GenericRowData) rows.map(0L);
            for (int i = 0; i < keys.length; i++) {
                row.setField(keys[i], Objects.requireNonNull(known[i]).getFieldOrNull(keyRow));
            }
            return List.of(row);
        }
    }
}
