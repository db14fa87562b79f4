package io.crowdfundfix.matching;

import io.crowdfundfix.analysis.AnalysisApi;
import io.crowdfundfix.analysis.AnalysisApi.BugVector;
import io.crowdfundfix.analysis.AnalysisApi.BugVectors;
import io.crowdfundfix.analysis.AnalysisApi.EmbedTexts;
import io.crowdfundfix.analysis.AnalysisApi.Embedded;
import io.crowdfundfix.analysis.AnalysisApi.Meaning;
import io.crowdfundfix.analysis.AnalysisApi.ReadVectors;
import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.funding.FundingApi;
import io.crowdfundfix.funding.FundingApi.DeveloperWork;
import io.crowdfundfix.funding.FundingApi.Fix;
import io.crowdfundfix.funding.FundingApi.ReadWork;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** The doors of the engine and of funding that profiles are made through, which can be told to wait, to fail or to be gone. */
final class FakeSurroundings extends VerticleBase {
    final Queue<String> embedded = new ConcurrentLinkedQueue<>();
    volatile String model = "first";
    volatile boolean failing;
    volatile int activeClaims;
    volatile List<Fix> fixes = List.of();
    volatile @Nullable Promise<Void> gate;

    private final Platform platform;
    private final boolean withFunding;

    FakeSurroundings(Platform platform, boolean withFunding) {
        this.platform = platform;
        this.withFunding = withFunding;
    }

    @Override
    public Future<?> start() {
        Bus bus = platform.bus();
        return Future.all(List.of(
                bus.serve(AnalysisApi.EMBED_TEXTS, this::embed),
                bus.serve(AnalysisApi.READ_VECTORS, this::vectors),
                withFunding ? bus.serve(FundingApi.READ_WORK, this::work) : Future.succeededFuture()));
    }

    private Future<Embedded> embed(EmbedTexts question) {
        embedded.addAll(question.texts());
        refuseWhileFailing();
        Embedded answer = new Embedded(
                model,
                question.texts().stream()
                        .map(text -> Meaning.of(Profiles.along(Math.floorMod(text.hashCode(), 64))))
                        .toList());
        Promise<Void> waiting = gate;
        return waiting == null
                ? Future.succeededFuture(answer)
                : waiting.future().map(answer);
    }

    private void refuseWhileFailing() {
        if (failing) {
            throw Fault.unavailable("engine_loading", "The engine is still being loaded");
        }
    }

    private Future<BugVectors> vectors(ReadVectors question) {
        refuseWhileFailing();
        return Future.succeededFuture(new BugVectors(
                model,
                question.bugs().stream()
                        .map(bug -> new BugVector(bug, Meaning.of(Profiles.along((int) (bug % 64)))))
                        .toList()));
    }

    private Future<DeveloperWork> work(ReadWork question) {
        return Future.succeededFuture(new DeveloperWork(question.developer(), activeClaims, fixes));
    }
}
