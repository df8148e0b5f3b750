package dev.riffle.workbench.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Keeps a second server out of a data directory. The operating system lets go of it when the process ends. */
public final class DirectoryLock implements AutoCloseable {

    private final FileChannel channel;

    /** @throws IOException when another server has the directory, with a message for a person */
    public DirectoryLock(Path directory) throws IOException {
        Files.createDirectories(directory);
        channel =
                FileChannel.open(directory.resolve("riffle.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        @Nullable FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            throw new IOException("The data directory " + directory.toAbsolutePath()
                    + " is in use by another Riffle server. Stop it, or choose another directory with --data.");
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
