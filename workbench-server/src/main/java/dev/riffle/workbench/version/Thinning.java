package dev.riffle.workbench.version;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which versions of a document are let go, so that its history has a bound: all of the last day stay, then the last of each
 * hour for a month, then the last of each day; of these the newest 500 that together take at most 64 MB. Named ones stay,
 * and the newest, which is the document itself.
 */
public final class Thinning {

    public static final int MOST_UNNAMED = 500;
    public static final int MOST_NAMED = 100;

    /** That the unnamed versions of a document take together, and again that the named ones do. */
    public static final long MOST_BYTES = 64L << 20;

    private static final Duration ALL = Duration.ofDays(1);
    private static final Duration HOURLY = Duration.ofDays(30);

    private Thinning() {}

    /** Numbers of those that are to go. */
    public static Set<Long> superfluous(List<Version> versions, Instant now) {
        List<Version> newestFirst = new ArrayList<>(versions);
        newestFirst.sort(Comparator.comparingLong(Version::number).reversed());
        Set<Long> superfluous = new HashSet<>();
        Set<Instant> hours = new HashSet<>();
        Set<Instant> days = new HashSet<>();
        int kept = 0;
        long bytes = 0;
        for (int i = 1; i < newestFirst.size(); i++) {
            Version version = newestFirst.get(i);
            if (version.name() != null) {
                continue;
            }
            boolean isLast = isLast(version.changedAt(), now, hours, days);
            if (isLast && kept < MOST_UNNAMED && bytes + version.bytes() <= MOST_BYTES) {
                kept++;
                bytes += version.bytes();
            } else {
                superfluous.add(version.number());
            }
        }
        return superfluous;
    }

    /** Whether none that is later stands for the same time. */
    private static boolean isLast(Instant changedAt, Instant now, Set<Instant> hours, Set<Instant> days) {
        Duration age = Duration.between(changedAt, now);
        if (age.compareTo(ALL) <= 0) {
            return true;
        }
        boolean isLastOfDay = days.add(changedAt.truncatedTo(ChronoUnit.DAYS));
        return age.compareTo(HOURLY) <= 0 ? hours.add(changedAt.truncatedTo(ChronoUnit.HOURS)) : isLastOfDay;
    }
}
