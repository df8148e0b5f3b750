package dev.riffle.sessions.statement;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.config.Lex;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.flink.sql.parser.impl.FlinkSqlParserImpl;
import org.apache.flink.sql.parser.impl.FlinkSqlParserImplConstants;
import org.apache.flink.sql.parser.impl.FlinkSqlParserImplTokenManager;
import org.apache.flink.sql.parser.impl.SimpleCharStream;
import org.apache.flink.sql.parser.impl.Token;

/** What Flink's own tokenizer and parser make of a statement, without the words that are in it. */
final class FlinkShape {

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

    /** The tree: operators, names, and the types of literals. */
    static List<String> tree(String sql) {
        List<String> nodes = new ArrayList<>();
        try {
            SqlParser.Config config =
                    SqlParser.config().withParserFactory(FlinkSqlParserImpl.FACTORY).withLex(Lex.JAVA);
            SqlParser.create(sql, config).parseStmt().accept(new SqlBasicVisitor<Void>() {
                @Override
                public Void visit(SqlCall call) {
                    nodes.add(call.getOperator().getName() + " of "
                            + call.getOperandList().size());
                    return super.visit(call);
                }

                @Override
                @SuppressWarnings("NullAway") // SqlBasicVisitor returns what its callers do not read.
                public Void visit(SqlLiteral literal) {
                    nodes.add(literal.getTypeName().toString());
                    return super.visit(literal);
                }

                @Override
                @SuppressWarnings("NullAway")
                public Void visit(SqlIdentifier identifier) {
                    nodes.add(identifier.toString());
                    return super.visit(identifier);
                }
            });
        } catch (SqlParseException e) {
            throw new IllegalArgumentException(sql, e);
        }
        return nodes;
    }
}
