namespace SynthTool.Build;

/// <summary>Says what a build would do: <c>plan</c> and <c>status</c>. Writes nothing.</summary>
internal static class DatasetPlan
{
    /// <param name="countCalls">Whether stale partitions are rendered to count the missing answers (<c>plan</c>), or only staleness is asked (<c>status</c>).</param>
    public static Task<PlanOutcome> RunAsync(Workspace workspace, string definition, BuildOptions options, bool countCalls, CancellationToken ct) =>
        throw new NotSupportedException(definition);
}
