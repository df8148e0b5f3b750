package dev.riffle.sessions.session;

import dev.riffle.sessions.statement.Statement;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a command answers when it worked. */
final class CommandMessage {

    private static final Pattern WORDS = Pattern.compile("[\\s(;]+");

    private CommandMessage() {}

    static String of(Statement statement) {
        List<String> words = WORDS.splitAsStream(statement.text().strip())
                .limit(6)
                .map(word -> word.toUpperCase(Locale.ROOT))
                .toList();
        String object = words.stream()
                .skip(1)
                .filter(word -> List.of(
                                "TABLE", "VIEW", "FUNCTION", "DATABASE", "CATALOG", "MODEL", "JAR", "MODULE", "MODULES")
                        .contains(word))
                .findFirst()
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .orElse("");
        return switch (words.isEmpty() ? "" : words.get(0)) {
            case "CREATE" -> object + " created.";
            case "DROP" -> object + " dropped.";
            case "ALTER" -> object + " altered.";
            case "SET" -> "Set for this notebook's session.";
            case "RESET" -> "Reset to the default.";
            case "USE" -> "In use from here on.";
            case "ADD" -> "Jar added.";
            case "REMOVE" -> "Jar removed.";
            case "LOAD" -> "Module loaded.";
            case "UNLOAD" -> "Module unloaded.";
            default -> "Done.";
        };
    }
}
