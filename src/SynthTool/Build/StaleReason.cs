namespace SynthTool.Build;

/// <summary>Why something is stale: one code of the closed list, with where and what where that is known.</summary>
/// <param name="What"><c>dataset</c>, <c>partition:&lt;first key&gt;</c> or <c>shard:&lt;path&gt;</c>.</param>
/// <param name="Code">One of <see cref="StaleCode"/>.</param>
/// <param name="Where"><c>file</c> or <c>file:line</c>; null when no file is to blame.</param>
/// <param name="Detail">For people, such as <c>model: a → b</c>; may be null.</param>
internal sealed record StaleReason(string What, string Code, string? Where = null, string? Detail = null);

/// <summary>The closed list of reasons; documented in <c>docs/reasons.md</c>.</summary>
internal static class StaleCode
{
    public const string NeverBuilt = "never-built";
    public const string OutputMissing = "output-missing";
    public const string OutputModified = "output-modified";
    public const string SeedAdded = "seed-added";
    public const string SeedRemoved = "seed-removed";
    public const string SeedChanged = "seed-changed";
    public const string TemplateChanged = "template-changed";
    public const string VariableChanged = "variable-changed";
    public const string TeacherChanged = "teacher-changed";
    public const string SchemaChanged = "schema-changed";
    public const string StepChanged = "step-changed";
    public const string ShardingChanged = "sharding-changed";
    public const string EpochChanged = "epoch-changed";
    public const string ResponseMissing = "response-missing";
    public const string ResponseChanged = "response-changed";
    public const string ResponseCorrupt = "response-corrupt";
    public const string DecisionChanged = "decision-changed";
    public const string SeedsReordered = "seeds-reordered";
    public const string UpstreamChanged = "upstream-changed";
    public const string Renamed = "renamed";
    public const string LockMissing = "lock-missing";
    public const string GateChanged = "gate-changed";
    public const string Forced = "forced";
}
