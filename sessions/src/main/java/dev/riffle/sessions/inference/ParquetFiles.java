package dev.riffle.sessions.inference;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.DateType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.FloatType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.SmallIntType;
import org.apache.flink.table.types.logical.TimeType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.table.types.logical.TinyIntType;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/** Columns of Parquet files, as Flink's format reads them. */
public final class ParquetFiles {

    /** Of nanoseconds nothing is left that a watermark could use. */
    private static final int TIMESTAMP_PRECISION = 3;

    private ParquetFiles() {}

    /** @throws UnreadableSampleException where it is no whole Parquet file */
    public static InferredTable read(Path file) throws UnreadableSampleException, IOException {
        MessageType schema;
        try (ParquetFileReader reader = ParquetFileReader.open(
                new LocalInputFile(file),
                ParquetReadOptions.builder(new PlainParquetConfiguration()).build())) {
            schema = reader.getFileMetaData().getSchema();
        } catch (RuntimeException e) {
            throw new UnreadableSampleException("It is no Parquet file, or not all of one: " + e.getMessage());
        }
        return new InferredTable(FlinkColumns.of(row(schema)), TimestampForm.SQL, 1, 0);
    }

    private static RowType row(GroupType group) {
        List<RowType.RowField> fields = new ArrayList<>();
        for (Type field : group.getFields()) {
            if (isUnread(field)) {
                continue;
            }
            fields.add(new RowType.RowField(field.getName(), typeOf(field)));
        }
        return new RowType(fields);
    }

    /** Flink's format has no type for bytes of a fixed length, such as a UUID, but decimals. */
    private static boolean isUnread(Type field) {
        return field.isPrimitive()
                && field.asPrimitiveType().getPrimitiveTypeName()
                        == PrimitiveType.PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY
                && !(field.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation);
    }

    private static LogicalType typeOf(Type field) {
        LogicalType type = field.isPrimitive() ? primitive(field.asPrimitiveType()) : group(field.asGroupType());
        return field.isRepetition(Type.Repetition.REPEATED) ? new ArrayType(type) : type;
    }

    private static LogicalType group(GroupType group) {
        LogicalTypeAnnotation annotation = group.getLogicalTypeAnnotation();
        if (annotation instanceof LogicalTypeAnnotation.ListLogicalTypeAnnotation && group.getFieldCount() == 1) {
            Type repeated = group.getType(0);
            boolean wrapped = !repeated.isPrimitive() && repeated.asGroupType().getFieldCount() == 1;
            Type element = wrapped ? repeated.asGroupType().getType(0) : repeated;
            LogicalType type =
                    element.isPrimitive() ? primitive(element.asPrimitiveType()) : group(element.asGroupType());
            return new ArrayType(type);
        }
        if (annotation instanceof LogicalTypeAnnotation.MapLogicalTypeAnnotation
                && !group.getType(0).isPrimitive()
                && group.getType(0).asGroupType().getFieldCount() == 2) {
            GroupType entry = group.getType(0).asGroupType();
            return new MapType(typeOf(entry.getType(0)), typeOf(entry.getType(1)));
        }
        return row(group);
    }

    private static LogicalType primitive(PrimitiveType type) {
        LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
        if (annotation instanceof DecimalLogicalTypeAnnotation decimal) {
            return new DecimalType(decimal.getPrecision(), decimal.getScale());
        }
        return switch (type.getPrimitiveTypeName()) {
            case BOOLEAN -> new BooleanType();
            case INT32 -> int32(annotation);
            case INT64 ->
                annotation instanceof LogicalTypeAnnotation.TimestampLogicalTypeAnnotation
                        ? new TimestampType(TIMESTAMP_PRECISION)
                        : new BigIntType();
            case INT96 -> new TimestampType(TIMESTAMP_PRECISION);
            case FLOAT -> new FloatType();
            case DOUBLE -> new DoubleType();
            case BINARY ->
                isText(annotation)
                        ? new VarCharType(VarCharType.MAX_LENGTH)
                        : new VarBinaryType(VarBinaryType.MAX_LENGTH);
            case FIXED_LEN_BYTE_ARRAY -> new VarBinaryType(VarBinaryType.MAX_LENGTH);
        };
    }

    private static LogicalType int32(LogicalTypeAnnotation annotation) {
        if (annotation instanceof LogicalTypeAnnotation.DateLogicalTypeAnnotation) {
            return new DateType();
        }
        if (annotation instanceof LogicalTypeAnnotation.TimeLogicalTypeAnnotation) {
            return new TimeType(0);
        }
        if (annotation instanceof IntLogicalTypeAnnotation whole && whole.isSigned()) {
            return switch (whole.getBitWidth()) {
                case 8 -> new TinyIntType();
                case 16 -> new SmallIntType();
                default -> new IntType();
            };
        }
        return new IntType();
    }

    private static boolean isText(LogicalTypeAnnotation annotation) {
        return annotation instanceof LogicalTypeAnnotation.StringLogicalTypeAnnotation
                || annotation instanceof LogicalTypeAnnotation.EnumLogicalTypeAnnotation
                || annotation instanceof LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
    }
}
