package dev.riffle.sessions.session;

import dev.riffle.sessions.catalog.CatalogListing;
import dev.riffle.sessions.catalog.CatalogReader;
import java.util.List;
import java.util.function.Supplier;

/** Where hints about names come from. */
final class NameHintsOf {

    private NameHintsOf() {}

    /** Knows no names. */
    static NameHints nothing() {
        return new NameHints(List::of, List::of, List::of);
    }

    /** Knows the names of a session; the catalog is read only when a name is missing. */
    static NameHints session(EmbeddedGateway gateway, SecretVeil veil) {
        Supplier<CatalogListing> names = () -> CatalogReader.read(gateway.executor(), veil::over);
        return new NameHints(
                () -> names.get().tables().stream()
                        .map(CatalogListing.CatalogTable::name)
                        .toList(),
                () -> names.get().tables().stream()
                        .flatMap(table -> table.columns().stream())
                        .map(CatalogListing.CatalogColumn::name)
                        .distinct()
                        .toList(),
                () -> names.get().functions());
    }
}
