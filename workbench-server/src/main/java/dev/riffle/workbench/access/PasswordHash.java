package dev.riffle.workbench.access;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Passwords as they are kept: Argon2id with 19 MiB, 2 passes, one lane, the least that OWASP recommends. */
public final class PasswordHash {

    private static final Argon2Function ARGON2ID = Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);
    private static final int SALT_BYTES = 16;

    /** Each takes memory and a core: however many ask at once, they wait for each other. */
    private static final Semaphore AT_ONCE = new Semaphore(2, true);

    private PasswordHash() {}

    public static String of(String password) {
        return oneOfFew(() ->
                Password.hash(password).addRandomSalt(SALT_BYTES).with(ARGON2ID).getResult());
    }

    public static boolean matches(String password, String hash) {
        return oneOfFew(() -> Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash)));
    }

    private static <T> T oneOfFew(Supplier<T> work) {
        AT_ONCE.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            AT_ONCE.release();
        }
    }
}
