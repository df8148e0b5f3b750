package dev.riffle.workbench.version;

import dev.riffle.workbench.access.AccountId;
import dev.riffle.workbench.access.Person;
import org.jspecify.annotations.Nullable;

/**
 * Who changed a document.
 *
 * @param account null for whoever has the server's token
 * @param name as others saw it then
 */
public record Author(@Nullable AccountId account, String name) {

    public static Author of(Person person) {
        return new Author(person.account(), person.name());
    }

    /** The same account, whatever it is called now. */
    boolean isSame(Author other) {
        return account == null ? other.account == null && name.equals(other.name) : account.equals(other.account);
    }
}
