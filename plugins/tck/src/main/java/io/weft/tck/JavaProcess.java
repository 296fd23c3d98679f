package io.weft.tck;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A program of ours in a JVM of its own, of which a test reads what it prints and which it ends as a power cut would. */
public final class JavaProcess implements AutoCloseable {

    private final Process process;
    private final List<String> out = new CopyOnWriteArrayList<>();
    private final List<String> err = new CopyOnWriteArrayList<>();
    private final List<Thread> readers;

    private JavaProcess(Process process) {
        this.process = process;
        this.readers = List.of(read(process.getInputStream(), out), read(process.getErrorStream(), err));
    }

    /** @param classPath one class of each jar or folder that the program needs, the main class first */
    public static JavaProcess start(List<Class<?>> classPath, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                classPath.stream().map(JavaProcess::place).distinct().collect(Collectors.joining(":")),
                classPath.get(0).getName()));
        command.addAll(arguments);
        return new JavaProcess(new ProcessBuilder(command).start());
    }

    /** The same on the class path of this JVM, for a program with many libraries. */
    public static JavaProcess startHere(Class<?> main, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return new JavaProcess(new ProcessBuilder(command).start());
    }

    /** Lines of standard output so far. */
    public List<String> out() {
        return List.copyOf(out);
    }

    /** Lines of standard error so far. */
    public List<String> err() {
        return List.copyOf(err);
    }

    /** Waits for a line that begins so. @return what follows in it */
    public String await(String beginning) throws InterruptedException {
        Await.until(Duration.ofSeconds(30), () -> line(beginning).isPresent() || !process.isAlive(), () -> said(beginning));
        joinIfEnded();
        return line(beginning).orElseThrow(() -> new AssertionError(said(beginning))).substring(beginning.length());
    }

    /** Waits for its end. @return its exit status */
    public int exit() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("still runs after 60 s: " + out + err);
        }
        joinIfEnded();
        return process.exitValue();
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** SIGKILL, and returns once it is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    private Optional<String> line(String beginning) {
        return Stream.concat(out.stream(), err.stream()).filter(line -> line.startsWith(beginning)).findFirst();
    }

    private String said(String beginning) {
        return "no line '" + beginning + "...' in " + out + err;
    }

    private void joinIfEnded() throws InterruptedException {
        if (!process.isAlive()) {
            for (Thread reader : readers) {
                reader.join();
            }
        }
    }

    private static Thread read(InputStream stream, List<String> lines) {
        Thread thread = new Thread(() -> {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                reader.lines().forEach(lines::add);
            } catch (IOException | UncheckedIOException e) {
                // The stream ends with its process.
                lines.add("(" + e.getMessage() + ")");
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static String place(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
