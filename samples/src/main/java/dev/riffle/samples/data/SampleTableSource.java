package dev.riffle.samples.data;

import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.SourceProvider;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;

/** A bounded table of sample data; a replayed one ends too, only later. */
final class SampleTableSource implements ScanTableSource {

    private final String name;
    private final RowType rowType;
    private final double replaySpeed;
    private final long rows;

    SampleTableSource(String name, RowType rowType, double replaySpeed, long rows) {
        this.name = name;
        this.rowType = rowType;
        this.replaySpeed = replaySpeed;
        this.rows = rows;
    }

    @Override
    public ChangelogMode getChangelogMode() {
        return ChangelogMode.insertOnly();
    }

    @Override
    public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
        return SourceProvider.of(
                new DataGeneratorSource<>(
                        new SampleReader(name, rowType, replaySpeed),
                        rows,
                        RateLimiterStrategy.noOp(),
                        InternalTypeInfo.of(rowType)),
                1);
    }

    @Override
    public DynamicTableSource copy() {
        return new SampleTableSource(name, rowType, replaySpeed, rows);
    }

    @Override
    public String asSummaryString() {
        return "sample " + name;
    }
}
