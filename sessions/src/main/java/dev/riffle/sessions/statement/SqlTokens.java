package dev.riffle.sessions.statement;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.flink.sql.parser.impl.FlinkSqlParserImplConstants;
import org.apache.flink.sql.parser.impl.FlinkSqlParserImplTokenManager;
import org.apache.flink.sql.parser.impl.SimpleCharStream;
import org.apache.flink.sql.parser.impl.Token;
import org.apache.flink.sql.parser.impl.TokenMgrError;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a text, made by the token manager of Flink's own parser, so that strings, comments and quoted
 * identifiers end where they end for Flink.
 *
 * @param tokens in order
 * @param brokenAt offset where a token begins that never ends (a string, a comment), null where all is well
 */
record SqlTokens(List<SqlToken> tokens, @Nullable Integer brokenAt) {

    static SqlTokens of(SourceText source) {
        SimpleCharStream characters = new Characters(source.text());
        FlinkSqlParserImplTokenManager manager = new FlinkSqlParserImplTokenManager(characters);
        manager.SwitchTo(FlinkSqlParserImplConstants.BTID);
        List<SqlToken> tokens = new ArrayList<>();
        int end = 0;
        try {
            while (true) {
                Token token = manager.getNextToken();
                if (token.kind == FlinkSqlParserImplConstants.EOF) {
                    return new SqlTokens(tokens, null);
                }
                int start = source.offset(token.beginLine, token.beginColumn);
                end = source.offset(token.endLine, token.endColumn) + 1;
                tokens.add(new SqlToken(token.image.toUpperCase(Locale.ROOT), start, end));
            }
        } catch (TokenMgrError e) {
            int broken = end;
            while (broken < source.text().length()
                    && Character.isWhitespace(source.text().charAt(broken))) {
                broken++;
            }
            return new SqlTokens(tokens, broken);
        }
    }

    /** Which token has the character at an offset; -1 where none has: in a comment, or beyond what is SQL. */
    int indexAt(int offset) {
        int low = 0;
        int high = tokens.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (tokens.get(middle).end() <= offset) {
                low = middle + 1;
            } else if (tokens.get(middle).start() > offset) {
                high = middle - 1;
            } else {
                return middle;
            }
        }
        return -1;
    }

    /** Counts a tab as one column, as the parser does. */
    private static final class Characters extends SimpleCharStream {
        Characters(String text) {
            super(new StringReader(text), 1, 1);
            setTabSize(1);
        }
    }
}
