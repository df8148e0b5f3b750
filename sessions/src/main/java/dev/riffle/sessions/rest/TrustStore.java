package dev.riffle.sessions.rest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The certificates that are trusted, here and, as a file, by Flink's client. They are no secret. */
record TrustStore(Path file, SSLContext context) {

    /** Flink wants one; nothing is kept from anybody by it. */
    static final String PASSWORD = "certificates";

    /** @param certificates PEM file, null for those that Java trusts */
    static TrustStore of(@Nullable Path certificates, Path file) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance("JKS");
            store.load(null, null);
            int number = 0;
            for (Certificate certificate : certificates == null ? trustedByJava() : read(certificates)) {
                store.setCertificateEntry("trusted-" + number++, certificate);
            }
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (OutputStream out = Files.newOutputStream(file)) {
                store.store(out, PASSWORD.toCharArray());
            }
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return new TrustStore(file, context);
        } catch (GeneralSecurityException e) {
            throw new IOException("The trusted certificates can't be kept in " + file + ": " + e.getMessage(), e);
        }
    }

    private static Collection<? extends Certificate> read(Path file) throws IOException {
        Collection<? extends Certificate> certificates;
        try (InputStream in = Files.newInputStream(file)) {
            certificates = CertificateFactory.getInstance("X.509").generateCertificates(in);
        } catch (CertificateException e) {
            throw new IOException(file + " is no file of certificates in PEM: " + e.getMessage(), e);
        }
        if (certificates.isEmpty()) {
            throw new IOException("There is no certificate in " + file + ".");
        }
        return certificates;
    }

    private static Collection<? extends Certificate> trustedByJava() throws GeneralSecurityException {
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init((KeyStore) null);
        return Arrays.stream(managers.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .flatMap(manager -> List.of(((X509TrustManager) manager).getAcceptedIssuers()).stream())
                .toList();
    }
}
