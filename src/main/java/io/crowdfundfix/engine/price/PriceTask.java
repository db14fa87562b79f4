package io.crowdfundfix.engine.price;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crowdfundfix.engine.learn.Tensors;
import io.crowdfundfix.engine.task.DataFolder;
import io.crowdfundfix.engine.task.Evaluation;
import io.crowdfundfix.engine.task.EvaluationData;
import io.crowdfundfix.engine.task.Row;
import io.crowdfundfix.engine.task.Task;
import io.crowdfundfix.engine.task.Texts;
import io.crowdfundfix.engine.task.Workbench;
import io.crowdfundfix.fault.Fault;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The task {@code bounty}: what an offer of a bounty marketplace or of a freelance marketplace is worth, in US dollars. */
public final class PriceTask implements Task {
    private static final String PRICE = "usd";

    @Override
    public String name() {
        return "bounty";
    }

    @Override
    public Tensors.Builder train(DataFolder data, Workbench bench) {
        List<Row> rows = data.training("bounty");
        List<Paid> posted = paid(rows.stream().filter(PostingRows::holds).toList(), bench.texts());
        List<FreelancePrices.Job> jobs = rows.stream()
                .filter(row -> !PostingRows.holds(row))
                .map(row -> new FreelancePrices.Job(FreelanceTexts.of(row), logPrice(row)))
                .toList();
        Tensors.Builder tensors = new Tensors.Builder();
        PriceModel.fit(posted, jobs, bench.seed()).save(tensors);
        return tensors;
    }

    /** Oldest first. */
    private static List<Paid> paid(List<Row> rows, Texts texts) {
        List<Posting> postings = PostingRows.read(rows, texts);
        return IntStream.range(0, rows.size())
                .mapToObj(i -> new Paid(postings.get(i), logPrice(rows.get(i))))
                .sorted(Comparator.comparingDouble(paid -> paid.posting().day()))
                .toList();
    }

    private static double logPrice(Row row) {
        double price = row.number(PRICE);
        if (!(price >= 0 && price < 1e9)) {
            throw Fault.invalid(row.file() + ":" + row.number(), PRICE + " must be between 0 and 1e9: " + price);
        }
        return Math.log1p(price);
    }

    @Override
    public Evaluation evaluate(EvaluationData data, Workbench bench) {
        PriceModel model = PriceModel.load(bench.models().apply(name()));
        PaidPrices paid = model.market().and(known(data.history(), bench.texts()));
        List<LogInterval> predicted = predict(data.rows(), model, paid, bench.texts());
        PriceFigures all = new PriceFigures();
        PriceFigures posted = new PriceFigures();
        PriceFigures freelance = new PriceFigures();
        List<ObjectNode> answers = new ArrayList<>();
        for (int i = 0; i < predicted.size(); i++) {
            Row row = data.rows().get(i);
            answers.add(answer(row, predicted.get(i)));
            if (row.has(PRICE)) {
                boolean isPosted = PostingRows.holds(row);
                LogInterval written = written(answers.get(i));
                double always = isPosted ? model.medianPosted() : model.medianFreelance();
                all.add(logPrice(row), written, always);
                (isPosted ? posted : freelance).add(logPrice(row), written, always);
            }
        }
        ObjectNode metrics = all.summary().put("history", data.history().size());
        metrics.set("posted", posted.summary());
        metrics.set("freelance", freelance.summary());
        return new Evaluation(metrics, answers);
    }

    private static List<Paid> known(List<Row> history, Texts texts) {
        return paid(
                history.stream()
                        .filter(row -> PostingRows.holds(row) && row.has(PRICE))
                        .toList(),
                texts);
    }

    private static List<LogInterval> predict(List<Row> rows, PriceModel model, PaidPrices paid, Texts texts) {
        List<Row> posted = rows.stream().filter(PostingRows::holds).toList();
        List<Posting> postings = PostingRows.read(posted, texts);
        List<LogInterval> ofPosted = IntStream.range(0, posted.size())
                .parallel()
                .mapToObj(i -> model.posted(postings.get(i), paid))
                .toList();
        List<LogInterval> predicted = new ArrayList<>();
        int next = 0;
        for (Row row : rows) {
            predicted.add(PostingRows.holds(row) ? ofPosted.get(next++) : model.freelance(FreelanceTexts.of(row)));
        }
        return predicted;
    }

    private static ObjectNode answer(Row row, LogInterval predicted) {
        return row.answer()
                .put("p10", cents(predicted.p10()))
                .put("p50", cents(predicted.p50()))
                .put("p90", cents(predicted.p90()));
    }

    private static double cents(double logPrice) {
        return Math.round(Math.expm1(logPrice) * 100) / 100.0;
    }

    private static LogInterval written(ObjectNode answer) {
        return new LogInterval(
                Math.log1p(answer.path("p10").asDouble()),
                Math.log1p(answer.path("p50").asDouble()),
                Math.log1p(answer.path("p90").asDouble()));
    }
}
