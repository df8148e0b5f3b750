package dev.riffle.sessions.session;

import dev.riffle.sessions.cluster.ClusterUnavailableException;
import dev.riffle.sessions.statement.FilledStatement;
import dev.riffle.sessions.statement.Problem;
import dev.riffle.sessions.statement.SourceRange;
import dev.riffle.sessions.statement.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes problems that a person can act on out of what Flink throws. */
final class Problems {

    private static final int MOST_MESSAGE = 4_000;
    private static final int MOST_DETAIL = 16_000;

    private static final Pattern FROM_TO =
            Pattern.compile("[Ff]rom line (\\d+), column (\\d+) to line (\\d+), column (\\d+)");
    private static final Pattern AT = Pattern.compile("[Aa]t line (\\d+), column (\\d+)");
    private static final Pattern EXPECTED = Pattern.compile("(?s)\\s*Was expecting(?: one of)?:.*");
    private static final Pattern PLACE_PREFIX = Pattern.compile(
            "(?s)^.*?(?:SQL validation failed\\.|SQL parse failed\\.)\\s*(?:From line \\d+, column \\d+ to line \\d+, column \\d+:|At line \\d+, column \\d+:)?\\s*");

    private Problems() {}

    /**
     * What went wrong with a statement before its job ran. Secrets are covered before anything is cut off, so that no
     * part of one is left.
     *
     * @param statement as Flink got it, for the place; null where there is none
     */
    static Problem of(Throwable error, @Nullable FilledStatement statement, NameHints names, SecretVeil veil) {
        List<Throwable> chain = chain(error);
        String all = messages(chain);
        String root = veil.over(rootMessage(chain));
        SourceRange range = statement == null ? null : range(all, statement);
        String code = ProblemCode.of(error, all);
        String detail = cut(veil.over(detail(chain)), MOST_DETAIL);
        SyntaxProblem syntax = SyntaxProblem.of(root);
        if (syntax != null) {
            return new Problem(code, syntax.message(), range, syntax.hint(), detail);
        }
        String message =
                EXPECTED.matcher(PLACE_PREFIX.matcher(root).replaceFirst("")).replaceAll("");
        return new Problem(code, cut(message.strip(), MOST_MESSAGE), range, names.hint(code, message), detail);
    }

    /** Why a job ended, from the stack trace that Flink keeps of it. */
    static Problem ofJob(String trace, @Nullable Statement statement, SecretVeil veil) {
        String stackTrace = veil.over(trace);
        String root = "The job failed.";
        for (String line : stackTrace.split("\n", -1)) {
            if (line.startsWith("Caused by: ") || root.equals("The job failed.")) {
                root = line.replaceFirst("^Caused by: ", "");
            }
        }
        String message = root.replaceFirst("^(?:[\\w$]+\\.)+([\\w$]+(?:Exception|Error|Throwable)): ", "");
        String hint = null;
        String code = "JOB_FAILED";
        if (stackTrace.contains("NoResourceAvailableException")) {
            code = "NO_SLOTS";
            message = "The cluster has no free task slot for this job.";
            hint = "Stop other queries, or give the cluster more slots.";
        } else if ((stackTrace.contains("TaskManager") && stackTrace.contains("lost"))
                || stackTrace.contains("no longer reachable")
                || stackTrace.contains("RemoteTransportException")) {
            hint = "A TaskManager went away. Run the cell again once the cluster is ready.";
        } else if (stackTrace.contains("ClassNotFoundException")
                || stackTrace.contains("NoClassDefFoundError")
                || stackTrace.contains("Cannot load user class")) {
            hint = "The cluster lacks this class, which is often one of a connector or format. "
                    + MissingConnector.WHERE;
        } else {
            hint = JobHints.of(stackTrace);
        }
        return new Problem(
                code,
                cut(message, MOST_MESSAGE),
                statement == null ? null : statement.range(),
                hint,
                cut(stackTrace, MOST_DETAIL));
    }

    static Problem plain(String code, String message, @Nullable String hint) {
        return new Problem(code, message, null, hint, null);
    }

    static Problem clusterUnavailable(ClusterUnavailableException error) {
        return plain("CLUSTER_UNAVAILABLE", String.valueOf(error.getMessage()), "Run the cell again once it is ready.");
    }

    private static List<Throwable> chain(Throwable error) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable cause = error; cause != null && chain.size() < 20; cause = cause.getCause()) {
            chain.add(cause);
        }
        return chain;
    }

    /** The message of the deepest cause that says something for a person. */
    private static String rootMessage(List<Throwable> chain) {
        for (int i = chain.size() - 1; i >= 0; i--) {
            String message = chain.get(i).getMessage();
            boolean saysSomething = message != null
                    && !message.isBlank()
                    && !(chain.get(i) instanceof ClassNotFoundException)
                    && message.length() > 3;
            if (saysSomething) {
                return String.valueOf(message);
            }
        }
        return chain.get(0).toString();
    }

    private static String messages(List<Throwable> chain) {
        StringBuilder all = new StringBuilder();
        for (Throwable cause : chain) {
            all.append(cause.getClass().getSimpleName())
                    .append(": ")
                    .append(cause.getMessage())
                    .append('\n');
        }
        return all.toString();
    }

    private static String detail(List<Throwable> chain) {
        StringBuilder detail = new StringBuilder();
        for (Throwable cause : chain) {
            detail.append(detail.isEmpty() ? "" : "Caused by: ").append(cause).append('\n');
            StackTraceElement[] frames = cause.getStackTrace();
            for (int i = 0; i < Math.min(6, frames.length); i++) {
                detail.append("    at ").append(frames[i]).append('\n');
            }
        }
        return detail.toString();
    }

    /** The place that the messages name, in the coordinates of the cell; the whole statement where they name none. */
    private static SourceRange range(String messages, FilledStatement statement) {
        Matcher fromTo = FROM_TO.matcher(messages);
        if (fromTo.find()) {
            return statement.inCell(
                    statement.offset(number(fromTo, 1), number(fromTo, 2)),
                    statement.offset(number(fromTo, 3), number(fromTo, 4)) + 1);
        }
        Matcher at = AT.matcher(messages);
        if (at.find()) {
            int start = statement.offset(number(at, 1), number(at, 2));
            return statement.inCell(start, endOfWord(statement.text(), start));
        }
        return statement.written().range();
    }

    private static int endOfWord(String text, int start) {
        int end = start;
        while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
            end++;
        }
        return Math.max(end, start + 1);
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
