package dev.riffle.workbench.connect.database;

/** A table or view of a database, its names as the server has them. */
public record TableName(String schema, String name) {

    @Override
    public String toString() {
        return schema + "." + name;
    }
}
