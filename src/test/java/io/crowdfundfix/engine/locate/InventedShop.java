package io.crowdfundfix.engine.locate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crowdfundfix.engine.HashingEmbedder;
import io.crowdfundfix.engine.learn.Tensors;
import io.crowdfundfix.engine.task.Progress;
import io.crowdfundfix.engine.task.Row;
import io.crowdfundfix.engine.task.Texts;
import io.crowdfundfix.engine.task.Workbench;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A shop's program of many small files, each about one thing of its own, and reports of which each is about one of them. */
final class InventedShop {
    static final List<String> THINGS = List.of(
            "Cart",
            "Invoice",
            "Parcel",
            "Voucher",
            "Stock",
            "Customer",
            "Refund",
            "Basket",
            "Catalogue",
            "Delivery",
            "Warehouse",
            "Ledger");
    private static final List<String> DOINGS = List.of("Reader", "Writer", "Panel", "Cache");

    private InventedShop() {}

    static String path(int number) {
        return "src/org/shop/" + THINGS.get(number % THINGS.size()).toLowerCase(Locale.ROOT) + "/" + type(number)
                + ".java";
    }

    static int files() {
        return THINGS.size() * DOINGS.size();
    }

    static String type(int number) {
        return THINGS.get(number % THINGS.size()) + DOINGS.get(number / THINGS.size());
    }

    static SourceFile file(int number) {
        String thing = THINGS.get(number % THINGS.size());
        String next = type((number + 1) % files());
        return new SourceFile(path(number), """
                package org.shop.%s;

                import org.shop.%s.%s;

                /** Keeps the %s of the shop, and what %s needs. */
                public class %s {
                    private int lines;

                    public int open%s() {
                        return lines;
                    }

                    public void close%s(%s next) {
                        lines = next.open%s();
                    }
                }
                """.formatted(
                        thing.toLowerCase(Locale.ROOT),
                        THINGS.get((number + 1) % files() % THINGS.size()).toLowerCase(Locale.ROOT),
                        next,
                        thing,
                        type(number),
                        type(number),
                        type(number),
                        thing,
                        next,
                        next));
    }

    static List<SourceFile> all() {
        List<SourceFile> files = new ArrayList<>();
        for (int i = 0; i < files(); i++) {
            files.add(file(i));
        }
        return files;
    }

    /** Every third with a trace, every third naming the type, the others in words. */
    static ObjectNode report(int number) {
        int file = number * 7 % files();
        String type = type(file);
        String description = switch (number % 3) {
            case 0 ->
                "It fails:\njava.lang.IllegalStateException: no\n\tat java.util.List.get(List.java:3)\n\tat org.shop."
                        + THINGS.get(file % THINGS.size()).toLowerCase(Locale.ROOT) + "." + type + ".open" + type + "("
                        + type + ".java:12)\n\tat org.shop.Main.main(Main.java:1)";
            case 1 -> "I think " + type + " does not close its lines.";
            default ->
                "The " + type.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT)
                        + " shows the wrong lines after a while.";
        };
        ObjectNode row = JsonNodeFactory.instance
                .objectNode()
                .put("id", "shop-" + number)
                .put("system", "shop")
                .put("bug_id", number + 1)
                .put("title", "Wrong lines " + number)
                .put("description", description);
        ArrayNode gold = row.putArray("gold");
        gold.add(path(file)).add("gone/Gone.java");
        return row;
    }

    static List<Row> reports(int from, int until) {
        List<Row> rows = new ArrayList<>();
        for (int i = from; i < until; i++) {
            rows.add(new Row("fault_loc.shop.train.jsonl", i + 1, report(i)));
        }
        return rows;
    }

    static List<Row> corpus() {
        List<Row> rows = new ArrayList<>();
        for (SourceFile file : all()) {
            ObjectNode row = JsonNodeFactory.instance
                    .objectNode()
                    .put("path", file.path())
                    .put("source", file.text());
            rows.add(new Row("fault_loc.shop.corpus.shop.jsonl.gz", rows.size() + 1, row));
        }
        return rows;
    }

    static Workbench bench(Tensors.@Nullable Builder trained) {
        return new Workbench(
                new Texts(new HashingEmbedder(), null, Progress.SILENT),
                name -> {
                    try {
                        return Tensors.read(trained == null ? new byte[0] : trained.bytes());
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                },
                Progress.SILENT,
                42);
    }
}
