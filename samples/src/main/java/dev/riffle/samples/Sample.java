package dev.riffle.samples;

/**
 * A sample notebook.
 *
 * @param name in addresses
 * @param needsKafka whether it reads and writes topics
 * @param markdown the notebook in its file format, with {@code {{kafka}}} where the address of the brokers goes, {@code
 *     {{copy}}} where a word that no other copy has, and {@code {{folder}}} where a folder for files
 */
public record Sample(String name, String title, String description, boolean needsKafka, String markdown) {

    /**
     * A copy that shares no topic and no file with another one.
     *
     * @param copy a word of letters and digits that no other copy has
     * @param kafka addresses of brokers, {@code host:port} with commas between
     * @param folder where its files go
     */
    public String copyFor(String copy, String kafka, String folder) {
        return markdown.replace("{{kafka}}", quoted(kafka))
                .replace("{{folder}}", quoted(folder))
                .replace("{{copy}}", copy);
    }

    public boolean writesFiles() {
        return markdown.contains("{{folder}}");
    }

    /** As it stands in a string of SQL. */
    private static String quoted(String text) {
        return text.replace("'", "''");
    }
}
