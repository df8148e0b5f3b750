package dev.riffle.sessions.statement;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.sql.parser.impl.FlinkSqlParserImplConstants;
import org.apache.flink.sql.parser.impl.FlinkSqlParserImplTokenManager;
import org.apache.flink.sql.parser.impl.SimpleCharStream;
import org.apache.flink.sql.parser.impl.Token;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.internal.TableEnvironmentInternal;
import org.apache.flink.table.operations.Operation;
import org.apache.flink.table.operations.ddl.CreateTableOperation;

/** What Flink's own tokenizer and parser make of a statement. */
final class FlinkShape {

    private static final TableEnvironmentInternal ENVIRONMENT =
            (TableEnvironmentInternal) TableEnvironment.create(EnvironmentSettings.inStreamingMode());

    private FlinkShape() {}

    /** The kind of each token, in order. */
    static List<Integer> tokens(String sql) {
        FlinkSqlParserImplTokenManager manager =
                new FlinkSqlParserImplTokenManager(new SimpleCharStream(new StringReader(sql), 1, 1));
        manager.SwitchTo(FlinkSqlParserImplConstants.BTID);
        List<Integer> kinds = new ArrayList<>();
        Token token = manager.getNextToken();
        while (token.kind != FlinkSqlParserImplConstants.EOF) {
            kinds.add(token.kind);
            token = manager.getNextToken();
        }
        return kinds;
    }

    /** The options of the one table that the text creates. */
    static Map<String, String> options(String sql) {
        List<Operation> operations = ENVIRONMENT.getParser().parse(sql);
        if (operations.size() != 1 || !(operations.get(0) instanceof CreateTableOperation create)) {
            throw new IllegalArgumentException(sql);
        }
        return create.getCatalogTable().getOptions();
    }
}
