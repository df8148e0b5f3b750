package dev.riffle.workbench.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals values with AES-256-GCM (NIST SP 800-38D). Sealed is the nonce, then the ciphertext with its tag of 16 bytes. The
 * name is authenticated too: what was sealed for one name can't be opened for another.
 */
public final class SecretCipher {

    public static final int KEY_BYTES = 32;
    public static final int NONCE_BYTES = 12;

    private static final int TAG_BYTES = 16;

    private SecretCipher() {}

    /** @param nonce random, and never used before with this key */
    public static byte[] seal(byte[] key, SecretName name, String value, byte[] nonce) {
        try {
            byte[] encrypted =
                    cipher(Cipher.ENCRYPT_MODE, key, name, nonce).doFinal(value.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(nonce.length + encrypted.length)
                    .put(nonce)
                    .put(encrypted)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The value; empty where it was sealed with another key or for another name, or was changed since. */
    public static Optional<String> open(byte[] key, SecretName name, byte[] sealed) {
        if (sealed.length < NONCE_BYTES + TAG_BYTES) {
            return Optional.empty();
        }
        byte[] nonce = new byte[NONCE_BYTES];
        ByteBuffer.wrap(sealed).get(nonce);
        try {
            byte[] value = cipher(Cipher.DECRYPT_MODE, key, name, nonce)
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
            return Optional.of(new String(value, StandardCharsets.UTF_8));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Cipher cipher(int mode, byte[] key, SecretName name, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BYTES * 8, nonce));
        cipher.updateAAD(name.value().getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
