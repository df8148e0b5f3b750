package dev.riffle.sessions.cluster;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Confined to one thread. What a process prints, kept in a file and one older file of at most so many bytes each. A disk
 * that is full loses lines, it stops nobody.
 */
final class BoundedOutput implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(BoundedOutput.class);

    private final Path file;
    private final long mostBytes;
    private @Nullable BufferedWriter writer;
    private long written;
    private boolean failed;

    /** Goes on behind what the file holds already. */
    BoundedOutput(Path file, long mostBytes) {
        this.file = file;
        this.mostBytes = mostBytes;
    }

    void line(String line) {
        try {
            BufferedWriter out = writer;
            if (out == null || written > mostBytes) {
                out = next();
            }
            out.write(line);
            out.write('\n');
            written += line.length() + 1L;
            failed = false;
        } catch (IOException e) {
            if (!failed) {
                LOG.warn("What a process prints can't be kept in {}: {}", file, e.toString());
            }
            failed = true;
        }
    }

    private BufferedWriter next() throws IOException {
        close();
        written = Files.exists(file) ? Files.size(file) : 0;
        if (written > mostBytes) {
            Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            written = 0;
        }
        BufferedWriter out = Files.newBufferedWriter(
                file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        writer = out;
        return out;
    }

    void flush() {
        try {
            if (writer != null) {
                writer.flush();
            }
        } catch (IOException e) {
            LOG.debug("Not flushed", e);
        }
    }

    @Override
    public void close() throws IOException {
        if (writer != null) {
            BufferedWriter closing = writer;
            writer = null;
            closing.close();
        }
    }
}
