package io.crowdfundfix.analysis;

import io.crowdfundfix.engine.fix.FixMatchModel;
import io.crowdfundfix.engine.patch.PatchModel;
import org.jspecify.annotations.Nullable;

/**
 * The trained models that judge a fix; each may be missing. They are read when the first fix is judged: a node that verifies none does
 * not hold them.
 */
record SharedFixModels(
        @Nullable FixMatchModel match, @Nullable PatchModel patch) {}
