package io.crowdfundfix.training;

import io.crowdfundfix.fault.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The {@code --name value} pairs of a command. */
record TrainingOptions(Map<String, String> nameToValue) {
    TrainingOptions {
        nameToValue = Map.copyOf(nameToValue);
    }

    /** Fails as INVALID on a name that is not among these. */
    TrainingOptions only(Set<String> known) {
        for (String name : nameToValue.keySet()) {
            if (!known.contains(name)) {
                throw Fault.invalid(
                        "--" + name, "is not known here. Options: --" + String.join(" --", new TreeSet<>(known)));
            }
        }
        return this;
    }

    String required(String name) {
        String value = nameToValue.get(name);
        if (value == null || value.isBlank()) {
            throw Fault.invalid("--" + name, "is required");
        }
        return value;
    }

    @Nullable Path file(String name) {
        String value = nameToValue.get(name);
        if (value == null) {
            return null;
        }
        Path file = Path.of(value);
        if (!Files.isRegularFile(file)) {
            throw Fault.invalid("--" + name, "there is no file " + file);
        }
        return file;
    }

    Path path(String name, String otherwise) {
        return Path.of(nameToValue.getOrDefault(name, otherwise));
    }

    /** Fails as INVALID if it is no whole number. */
    long number(String name, long otherwise) {
        String value = nameToValue.get(name);
        try {
            return value == null ? otherwise : Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw Fault.invalid("--" + name, "must be a whole number: " + value);
        }
    }
}
