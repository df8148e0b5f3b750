package dev.riffle.sessions.cluster;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says why a cluster can't be asked, and what may be done about it. */
final class UnreachableCluster {

    private UnreachableCluster() {}

    /** One sentence or two. */
    static String why(URI address, IOException failure) {
        if (failure instanceof ClusterClient.RefusedException refused) {
            return switch (refused.status()) {
                case 401 ->
                    address + " asks who is there (401): set cluster-user and cluster-password, or cluster-token.";
                case 403 -> address + " does not let in whom cluster-user or cluster-token names (403).";
                case 404 -> "What answers at " + address + " is not Flink's REST interface (404).";
                default -> "No answer from " + address + " (" + refused.getMessage() + ").";
            };
        }
        if (find(failure, UnresolvedAddressException.class) != null
                || find(failure, UnknownHostException.class) != null) {
            return "There is no host " + address.getHost() + ".";
        }
        if (find(failure, CertPathValidatorException.class) != null
                || saysOf(failure, "unable to find valid certification path")) {
            return "The certificate of " + address
                    + " is not trusted: set cluster-ca to a PEM file with that of its authority.";
        }
        if (find(failure, CertificateException.class) != null) {
            return "The certificate of " + address + " is not for that host (" + messageOf(failure) + ").";
        }
        if (find(failure, SSLException.class) != null) {
            return (saysOf(failure, "Unsupported or unrecognized SSL message")
                            || saysOf(failure, "plaintext connection?"))
                    ? "What listens at " + address + " speaks no TLS: is it http://?"
                    : "There is no TLS connection to " + address + " (" + messageOf(failure) + ").";
        }
        if (find(failure, ConnectException.class) != null) {
            return "Nothing listens at " + address + ".";
        }
        if (failure instanceof HttpTimeoutException) {
            return address + " does not answer in time.";
        }
        if (saysOf(failure, "HTTP/1.1 header parser received no bytes")) {
            return "What listens at " + address + " speaks no HTTP: is it https://?";
        }
        return "No answer from " + address + " (" + messageOf(failure) + ").";
    }

    private static boolean saysOf(Throwable failure, String words) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null && cause.getMessage().contains(words)) {
                return true;
            }
        }
        return false;
    }

    private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> kind) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return kind.cast(cause);
            }
        }
        return null;
    }

    private static String messageOf(Throwable failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
