package dev.riffle.workbench.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.workbench.dashboard.Dashboard;
import dev.riffle.workbench.dashboard.DashboardId;
import dev.riffle.workbench.storage.DashboardStore;
import dev.riffle.workbench.storage.Database;
import dev.riffle.workbench.storage.ShareLinkStore;
import dev.riffle.workbench.version.Author;
import dev.riffle.workbench.version.Contribution;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShareLinksCleaningTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-05-04T10:00:00Z"));
    private final InstantSource time = now::get;
    private final Clock clock = time.withZone(ZoneOffset.UTC);

    private DocumentReference dashboard(Database database, String id) {
        Dashboard made = new Dashboard(
                new DashboardId(id), "D", "", false, 1, clock.instant(), clock.instant(), null, List.of());
        new DashboardStore(database).create(made, Contribution.creation(new Author(null, "Administrator")));
        return new DocumentReference(DocumentReference.Kind.DASHBOARD, id);
    }

    @Test
    void linksThatExpiredLongAgoAndThoseOfWhatIsNoMoreAreRemoved(@TempDir Path folder) {
        try (Database database = new Database(folder)) {
            ShareLinks links = new ShareLinks(new ShareLinkStore(database), new Codes("a key of the test"), clock);
            DocumentReference kept = dashboard(database, "kept");
            DocumentReference gone = dashboard(database, "gone");
            links.create("for ever", kept, false, null, null, List.of(), null);
            links.create("soon over", kept, false, clock.instant().plusSeconds(60), null, List.of(), null);
            links.create("of what is deleted", gone, false, null, null, List.of(), null);
            now.set(clock.instant().plus(Duration.ofDays(30)));
            links.create("later", kept, false, null, null, List.of(), null);
            assertThat(links.list(kept)).hasSize(3);
            assertThat(links.list(gone)).hasSize(1);

            new DashboardStore(database).delete(new DashboardId("gone"));
            now.set(clock.instant().plus(Duration.ofMinutes(2)));
            links.create("latest", kept, false, null, null, List.of(), null);
            assertThat(links.list(kept)).extracting(ShareLink::name).containsExactly("latest", "later", "for ever");
            assertThat(links.list(gone)).isEmpty();
        }
    }
}
