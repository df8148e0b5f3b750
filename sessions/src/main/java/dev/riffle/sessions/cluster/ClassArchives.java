package dev.riffle.sessions.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Archives of loaded classes, one for each role, which let a JVM start in about half its processor time (JEP 350). One
 * holds for class paths that begin with the very jars it was made with; a JVM with another, or none, starts as it would
 * without.
 *
 * @param folder where they are
 * @param made whether they are there to be used; otherwise each process writes its own when it ends
 */
public record ClassArchives(Path folder, boolean made) {

    /** The options of a JVM in that role; none where no archive is to be had. */
    List<String> options(String role) {
        Path archive = folder.resolve(role + ".jsa").toAbsolutePath();
        if (!made) {
            return List.of("-XX:ArchiveClassesAtExit=" + archive, "-Xlog:cds=error", "-Xlog:cds+dynamic=error");
        }
        if (!Files.isReadable(archive)) {
            return List.of();
        }
        return List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
    }
}
