package io.crowdfundfix.engine.duplicate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crowdfundfix.engine.HashingEmbedder;
import io.crowdfundfix.engine.learn.Tensors;
import io.crowdfundfix.engine.task.DataFolder;
import io.crowdfundfix.engine.task.Progress;
import io.crowdfundfix.engine.task.Texts;
import io.crowdfundfix.engine.task.Workbench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reports of many troubles with many things, each told twice, from which a small model of duplicates can be learned. */
public final class InventedReports {
    private static final List<String> THINGS = List.of(
            "printer",
            "tooltip",
            "invoice",
            "calendar",
            "keyboard",
            "password",
            "bookmark",
            "spreadsheet",
            "toolbar",
            "thumbnail",
            "proxy",
            "certificate",
            "clipboard",
            "ruler",
            "macro",
            "hyperlink",
            "footnote",
            "gradient");
    private static final List<String> TROUBLES = List.of(
            "vanishes after restart",
            "shows wrong colours",
            "freezes while saving",
            "ignores the escape key",
            "cannot be resized",
            "prints twice",
            "leaks memory over night");

    private InventedReports() {}

    /** Writes them as training data. */
    public static void write(Path folder) throws IOException {
        List<String> corpus = new ArrayList<>();
        List<String> pairs = new ArrayList<>();
        int id = 1;
        for (String thing : THINGS) {
            for (String trouble : TROUBLES) {
                JsonNode a = document(id, thing + " " + trouble, "Since the update the " + thing + " " + trouble);
                JsonNode b = document(id + 1, "The " + thing + ": it " + trouble, "Always: " + trouble + ", " + thing);
                corpus.add(a.toString());
                corpus.add(b.toString());
                pairs.add(pair(a, b).toString());
                id += 2;
            }
        }
        Files.write(folder.resolve("duplicates.corpus.jsonl"), corpus);
        Files.write(folder.resolve("duplicates.pairs.train.jsonl"), pairs);
    }

    /** Learns from what was written there, with the vectors of the fallback encoder. */
    public static Tensors.Builder train(Path folder) throws IOException {
        Texts texts = new Texts(new HashingEmbedder(), null, Progress.SILENT);
        Workbench bench = new Workbench(texts, InventedReports::none, Progress.SILENT, 42);
        return new DuplicateTask().train(new DataFolder(folder), bench);
    }

    private static Tensors none(String task) {
        throw new IllegalStateException(task + " is not there yet");
    }

    private static ObjectNode document(int id, String title, String text) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("project", "Shop")
                .put("id", id)
                .put("title", title)
                .put("text", text)
                .put("role", "pair");
    }

    private static ObjectNode pair(JsonNode a, JsonNode b) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("project", "Shop")
                .put("id_a", a.path("id").asInt())
                .put("title_a", a.path("title").asText())
                .put("desc_a", a.path("text").asText())
                .put("id_b", b.path("id").asInt())
                .put("cluster", "Shop-" + a.path("id").asInt());
    }
}
