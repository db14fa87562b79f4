package io.crowdfundfix.engine.price;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crowdfundfix.engine.HashingEmbedder;
import io.crowdfundfix.engine.learn.Tensors;
import io.crowdfundfix.engine.task.DataFolder;
import io.crowdfundfix.engine.task.Progress;
import io.crowdfundfix.engine.task.Row;
import io.crowdfundfix.engine.task.Texts;
import io.crowdfundfix.engine.task.Workbench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A marketplace where one owner pays 1,000 and another 20, and freelance jobs that pay 4,000 for a migration, else 250. */
final class InventedOffers {
    static final Texts TEXTS = new Texts(new HashingEmbedder(), null, Progress.SILENT);
    private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");

    private InventedOffers() {}

    static ObjectNode offer(int number, String owner, String title, double price) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", "offer-" + number)
                .put("created", START.plusSeconds(43_200L * number).toString())
                .put("title", title)
                .put("org", owner)
                .put("repo", "app")
                .put("token", "DAI")
                .put("project_type", "traditional")
                .put("description_length", 500)
                .put("days_to_expire", 30)
                .put("usd", price);
    }

    static ObjectNode job(int number, String title, String body, double price) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", "job-" + number)
                .put("title", title)
                .put("body", body)
                .put("usd", price);
    }

    static List<ObjectNode> offers() {
        List<ObjectNode> offers = new ArrayList<>();
        for (int i = 0; i < 240; i++) {
            boolean rich = i % 2 == 0;
            offers.add(offer(i, rich ? "rich" : "poor", "Button " + i + " is grey", (rich ? 1_000 : 20) + i % 7));
        }
        return offers;
    }

    static List<ObjectNode> jobs() {
        return IntStream.range(0, 60)
                .mapToObj(i -> i % 4 == 0
                        ? job(i, "Migration of the database " + i, "The migration must not lose rows", 4_000)
                        : job(i, "Wrong colour " + i, "The label is green", 250))
                .toList();
    }

    static Row row(int number, ObjectNode json) {
        return new Row("invented.jsonl", number, json);
    }

    static List<Row> rows(ObjectNode... all) {
        return IntStream.range(0, all.length).mapToObj(i -> row(i + 1, all[i])).toList();
    }

    /** Writes both kinds of training files. */
    static DataFolder folder(Path path, List<ObjectNode> offers, List<ObjectNode> jobs) throws IOException {
        write(path.resolve("bounty.offers.train.jsonl"), offers);
        write(path.resolve("bounty.jobs.train.jsonl"), jobs);
        return new DataFolder(path);
    }

    private static void write(Path file, List<ObjectNode> lines) throws IOException {
        Files.write(file, lines.stream().map(ObjectNode::toString).toList());
    }

    /** A bench whose every model is this one. */
    static Workbench bench(Tensors.Builder trained) {
        return new Workbench(
                TEXTS,
                name -> {
                    try {
                        return Tensors.read(trained.bytes());
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                },
                Progress.SILENT,
                42);
    }
}
