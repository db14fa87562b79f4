package io.crowdfundfix.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Another process that runs a class of this test's class path, to be killed or to be told that it may not start. */
public final class ChildJvm implements AutoCloseable {
    private static final int DEADLINE_SECONDS = 60;

    private final Process process;
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Thread reader;

    private ChildJvm(Process process) {
        this.process = process;
        this.reader = new Thread(this::read, "child-output");
        reader.setDaemon(true);
        reader.start();
    }

    public static ChildJvm start(String mainClass, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                mainClass));
        command.addAll(List.of(arguments));
        try {
            return new ChildJvm(
                    new ProcessBuilder(command).redirectErrorStream(true).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = output.readLine();
            while (line != null) {
                lines.add(line);
                line = output.readLine();
            }
        } catch (IOException killed) {
            lines.add("(" + killed.getMessage() + ")");
        }
    }

    /** Waits for a line of this form and returns its first group. */
    public String await(Pattern form) {
        String[] found = new String[1];
        Await.until(form + " from a child that wrote " + lines, () -> {
            if (!process.isAlive() && !reader.isAlive() && lines.stream().noneMatch(form.asPredicate())) {
                throw new AssertionError("the child ended without " + form + ": " + output());
            }
            for (String line : lines) {
                Matcher matcher = form.matcher(line);
                if (matcher.find()) {
                    found[0] = matcher.group(1);
                }
            }
            return found[0] != null;
        });
        return found[0];
    }

    /** All that it wrote until now. */
    public String output() {
        return String.join("\n", lines);
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** As {@code kill -9} does it; returns when it is gone and its output was read. */
    public void kill() {
        process.destroyForcibly();
        exitCode();
    }

    /** As {@code kill} does it. */
    public void terminate() {
        process.destroy();
    }

    /** Waits for its end. */
    public int exitCode() {
        try {
            if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the child does not end: " + output());
            }
            reader.join();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
