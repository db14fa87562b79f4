package io.crowdfundfix.training;

import io.crowdfundfix.engine.duplicate.DuplicateTask;
import io.crowdfundfix.engine.effort.StoryPointsTask;
import io.crowdfundfix.engine.fix.FixMatchTask;
import io.crowdfundfix.engine.issuetype.IssueTypeTask;
import io.crowdfundfix.engine.locate.LocationTask;
import io.crowdfundfix.engine.patch.PatchCorrectnessTask;
import io.crowdfundfix.engine.price.PriceTask;
import io.crowdfundfix.engine.task.Task;
import io.crowdfundfix.engine.triage.AssigneeTask;
import io.crowdfundfix.engine.triage.PriorityTask;
import io.crowdfundfix.engine.triage.ResolutionTask;
import io.crowdfundfix.fault.Fault;
import java.util.List;
import java.util.stream.Collectors;

/** Everything that can be learned. */
public final class Tasks {
    private static final List<Task> ALL = List.of(
            new AssigneeTask(),
            new DuplicateTask(),
            new FixMatchTask(),
            new IssueTypeTask(),
            new LocationTask(),
            new PatchCorrectnessTask(),
            new PriceTask(),
            new PriorityTask(),
            new ResolutionTask(),
            new StoryPointsTask());

    private Tasks() {}

    public static List<Task> all() {
        return ALL;
    }

    /** Fails as INVALID, naming all tasks, if there is none of that name. */
    static Task named(String name) {
        return ALL.stream()
                .filter(task -> task.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Fault.invalid("--task", "must be one of " + names()));
    }

    /** All names, as a person reads them. */
    public static String names() {
        return ALL.stream().map(Task::name).collect(Collectors.joining(", "));
    }
}
