package dev.riffle.workbench.connect.kafka;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Keys and certificates of one authority.
 *
 * @param store as PKCS 12
 * @param certificate of the authority, in PEM
 */
record Keys(Path store, String certificate) {

    static final String PASSWORD = "password";

    static Keys authority(Path folder, String name) throws IOException, InterruptedException {
        Path store = folder.resolve(name + ".p12");
        Path pem = folder.resolve(name + ".pem");
        keytool("-genkeypair", store, name, "-keyalg", "EC", "-dname", "CN=" + name, "-ext", "bc:c", "-validity", "30");
        keytool("-exportcert", store, name, "-rfc", "-file", pem.toString());
        return new Keys(store, Files.readString(pem));
    }

    /**
     * A key whose certificate this authority has signed.
     *
     * @param names for whom it is
     * @param more e.g. when it begins and for how many days it is good
     */
    Keys sign(String name, String names, String... more) throws IOException, InterruptedException {
        Path folder = store.resolveSibling(name);
        Files.createDirectory(folder);
        Path signed = folder.resolve("keys.p12");
        Path request = folder.resolve("request.pem");
        Path answer = folder.resolve("answer.pem");
        Path authority = folder.resolve("authority.pem");
        Files.writeString(authority, certificate);
        keytool("-genkeypair", signed, name, "-keyalg", "EC", "-dname", "CN=" + name);
        keytool("-certreq", signed, name, "-file", request.toString());
        List<String> arguments =
                new ArrayList<>(List.of("-infile", request.toString(), "-outfile", answer.toString(), "-rfc"));
        arguments.addAll(List.of("-ext", "san=" + names));
        arguments.addAll(List.of(more));
        String own = store.getFileName().toString().replace(".p12", "");
        keytool("-gencert", store, own, arguments.toArray(String[]::new));
        keytool("-importcert", signed, "authority", "-noprompt", "-file", authority.toString());
        keytool("-importcert", signed, name, "-noprompt", "-file", answer.toString());
        return new Keys(signed, certificate);
    }

    private static void keytool(String command, Path store, String alias, String... arguments)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>();
        all.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        all.addAll(List.of(command, "-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        all.addAll(List.of("-alias", alias));
        all.addAll(List.of(arguments));
        Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("keytool failed: " + said);
        }
    }
}
