package dev.riffle.sessions.session;

import dev.riffle.sessions.catalog.CatalogListing;
import dev.riffle.sessions.catalog.CatalogReader;
import java.util.List;

/** Where hints about names come from. */
final class NameHintsOf {

    private NameHintsOf() {}

    /** Knows no names. */
    static NameHints nothing() {
        return new NameHints(List::of, List::of, List::of);
    }

    /** Knows the names of a session; the catalog is read only when a name is missing. */
    static NameHints session(EmbeddedGateway gateway) {
        return new NameHints(
                () -> CatalogReader.read(gateway.executor()).tables().stream()
                        .map(CatalogListing.CatalogTable::name)
                        .toList(),
                () -> CatalogReader.read(gateway.executor()).tables().stream()
                        .flatMap(table -> table.columns().stream())
                        .map(CatalogListing.CatalogColumn::name)
                        .distinct()
                        .toList(),
                () -> CatalogReader.read(gateway.executor()).functions());
    }
}
