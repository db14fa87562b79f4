package io.crowdfundfix.engine.locate;

import io.crowdfundfix.engine.code.Outline;
import java.util.ArrayList;
import java.util.List;

/** The methods of a file, as the index keeps them: one a line. */
final class DeclaredMethods {
    private DeclaredMethods() {}

    static String encode(List<Outline.Method> methods) {
        StringBuilder lines = new StringBuilder();
        for (Outline.Method method : methods) {
            String name = method.container().isEmpty() ? method.name() : method.container() + "." + method.name();
            lines.append(method.firstLine())
                    .append(' ')
                    .append(method.lastLine())
                    .append(' ')
                    .append(name.replace('\n', ' '))
                    .append('\n');
        }
        return lines.toString();
    }

    static List<SuspectMethod> decode(String lines) {
        List<SuspectMethod> methods = new ArrayList<>();
        lines.lines().forEach(line -> {
            String[] parts = line.split(" ", 3);
            methods.add(new SuspectMethod(parts[2], Integer.parseInt(parts[0]), Integer.parseInt(parts[1])));
        });
        return methods;
    }
}
