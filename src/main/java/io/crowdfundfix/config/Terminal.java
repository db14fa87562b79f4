package io.crowdfundfix.config;

import java.io.Console;
import java.io.PrintStream;

/**
 * Where a command writes: answers to {@code out}, everything else to {@code err}.
 *
 * @param attached a person is looking
 */
public record Terminal(PrintStream out, PrintStream err, boolean attached) {
    public static Terminal of(PrintStream out, PrintStream err) {
        return new Terminal(out, err, isAttached());
    }

    /** From JDK 22 on there is a console even where there is no terminal, and a method that tells. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isAttached() {
        Console console = System.console();
        if (console == null || Runtime.version().feature() < 22) {
            return console != null;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
