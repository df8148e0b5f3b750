package dev.riffle.workbench.benchmark;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The process of a {@link CollectClient}. It ends with this one, whose death closes its standard input. */
final class CollectProcess implements AutoCloseable {

    private final Process process;
    private final BufferedWriter requests;
    private final BufferedReader answers;

    /** @param flinkOptions what Flink's own configuration gives to its JVMs */
    CollectProcess(URI cluster, List<String> flinkOptions) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // The same heap and collector as the server has.
        command.addAll(List.of("-Xms64m", "-Xmx768m", "-XX:+UseG1GC"));
        command.addAll(flinkOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), CollectClient.class.getName()));
        command.addAll(List.of(cluster.getHost(), Integer.toString(cluster.getPort())));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        requests = process.outputWriter();
        answers = process.inputReader();
    }

    long pid() {
        return process.pid();
    }

    CollectClient.Answer ask(CollectClient.Request request) throws IOException {
        requests.write(Json.line(request));
        requests.newLine();
        requests.flush();
        String line = answers.readLine();
        while (line != null && !line.startsWith("{")) {
            line = answers.readLine();
        }
        if (line == null) {
            throw new IOException("the collect client ended");
        }
        return Json.parse(line, CollectClient.Answer.class);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        requests.close();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
