package dev.riffle.sessions.inference;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.flink.avro.shaded.org.apache.avro.AvroRuntimeException;
import org.apache.flink.avro.shaded.org.apache.avro.file.DataFileReader;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericDatumReader;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericRecord;
import org.apache.flink.formats.avro.typeutils.AvroSchemaConverter;
import org.apache.flink.table.api.TableException;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/** Columns of Avro's schemas, as Flink's format reads them. */
public final class AvroSchemas {

    private AvroSchemas() {}

    /**
     * The columns of a record.
     *
     * @param schema in JSON
     * @throws UnreadableSampleException where it is no schema of a record that Flink reads
     */
    public static InferredTable of(String schema) throws UnreadableSampleException {
        try {
            LogicalType type =
                    AvroSchemaConverter.convertToDataType(schema, true).getLogicalType();
            if (type instanceof RowType row) {
                return new InferredTable(FlinkColumns.of(row), TimestampForm.SQL, 1, 0);
            }
        } catch (AvroRuntimeException | IllegalArgumentException | UnsupportedOperationException | TableException e) {
            throw new UnreadableSampleException("Its schema can't be read: " + e.getMessage());
        } catch (StackOverflowError e) {
            throw new UnreadableSampleException("Its schema contains itself, which no table can have.");
        }
        throw new UnreadableSampleException("Its schema is not that of a record.");
    }

    /** The columns of an object container file. */
    public static InferredTable ofFile(Path file) throws UnreadableSampleException, IOException {
        try (DataFileReader<GenericRecord> reader = new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
            return of(reader.getSchema().toString());
        } catch (AvroRuntimeException e) {
            throw new UnreadableSampleException("It can't be read as Avro: " + e.getMessage());
        }
    }
}
