package dev.riffle.sessions.statement;

import java.io.StringReader;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.flink.sql.parser.impl.FlinkSqlParserImplConstants;
import org.apache.flink.sql.parser.impl.FlinkSqlParserImplTokenManager;
import org.apache.flink.sql.parser.impl.SimpleCharStream;
import org.apache.flink.sql.parser.impl.Token;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.internal.TableEnvironmentInternal;
import org.apache.flink.table.operations.Operation;
import org.apache.flink.table.operations.ddl.CreateTableOperation;
import org.jspecify.annotations.Nullable;

/** What Flink's own tokenizer and parser make of a statement. */
final class FlinkShape {

    private static final TableEnvironmentInternal ENVIRONMENT =
            (TableEnvironmentInternal) TableEnvironment.create(EnvironmentSettings.inStreamingMode());

    private static final Object PARSER = parser();

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

    /**
     * The tree that Flink's parser makes of one statement: its operators and names as they are, of literals their type.
     * A cast of a literal counts as one: so a negative number and a NULL are written.
     */
    static String tree(String sql) {
        return tree(call(PARSER, "parse", sql));
    }

    private static String tree(@Nullable Object node) {
        if (node == null) {
            return "-";
        }
        if (isA(node, "SqlLiteral")) {
            return "literal " + call(node, "getTypeName");
        }
        if (isA(node, "SqlNodeList")) {
            return tree((List<?>) Objects.requireNonNull(call(node, "getList")));
        }
        if (!isA(node, "SqlCall")) {
            return node.getClass().getSimpleName() + " " + node;
        }
        String operator = String.valueOf(call(Objects.requireNonNull(call(node, "getOperator")), "getName"));
        List<?> operands = (List<?>) Objects.requireNonNull(call(node, "getOperandList"));
        if (operator.equals("CAST") && isLiteral(operands.get(0))) {
            return isA(operands.get(0), "SqlCall") ? "literal DECIMAL" : tree(operands.get(0));
        }
        return node.getClass().getSimpleName() + " " + operator + tree(operands);
    }

    private static String tree(List<?> nodes) {
        return nodes.stream().map(FlinkShape::tree).collect(Collectors.joining(", ", "(", ")"));
    }

    private static boolean isLiteral(Object node) {
        return isA(node, "SqlLiteral")
                || (isA(node, "SqlCall") && tree(node).equals("SqlBasicCall -(literal DECIMAL)"));
    }

    private static boolean isA(Object node, String simpleName) {
        for (Class<?> type = node.getClass(); type != null; type = type.getSuperclass()) {
            if (type.getSimpleName().equals(simpleName)) {
                return true;
            }
        }
        return false;
    }

    /** The parser stands behind the class loader of Flink's planner. */
    private static Object parser() {
        try {
            Field supplier = ENVIRONMENT.getParser().getClass().getDeclaredField("calciteParserSupplier");
            supplier.setAccessible(true);
            return ((Supplier<?>) supplier.get(ENVIRONMENT.getParser())).get();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Object call(Object of, String name, Object... arguments) {
        try {
            for (Method method : of.getClass().getMethods()) {
                if (method.getName().equals(name) && method.getParameterCount() == arguments.length) {
                    method.setAccessible(true);
                    return method.invoke(of, arguments);
                }
            }
            throw new IllegalStateException(of.getClass() + " has no " + name);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
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
