using System.Collections.Immutable;

namespace SynthTool.Build;

/// <summary>What the last build came to: from the state it left here, else from its lock.</summary>
internal static class LastBuild
{
    private const string SplitPrefix = "rows.";

    public static BuildOutcome? Of(BuildSession session) => session.Quick?.Outcome ?? (session.Lock.Counts.Count == 0 ? null : FromLock(session));

    private static BuildOutcome FromLock(BuildSession session)
    {
        var counts = session.Lock.Counts;
        return new BuildOutcome
        {
            Dataset = session.Name,
            Definition = session.DefinitionPath,
            Status = BuildStatus.Built,
            ExitCode = ExitCode.Done,
            Rows = counts.GetValueOrDefault("rows"),
            Splits = counts.Where(c => c.Key.StartsWith(SplitPrefix, StringComparison.Ordinal)).ToImmutableSortedDictionary(c => c.Key[SplitPrefix.Length..], c => c.Value, StringComparer.Ordinal),
            Seeds = counts.GetValueOrDefault("seeds"),
            Reused = counts.GetValueOrDefault("responses"),
            Quarantined = counts.GetValueOrDefault("quarantined"),
            InputTokens = counts.GetValueOrDefault("tokens.input"),
            OutputTokens = counts.GetValueOrDefault("tokens.output"),
            Funnel = [.. session.Definition.Steps.Select(s => new FunnelStep(
                s.Name, counts.GetValueOrDefault($"in.{s.Name}"), counts.GetValueOrDefault($"out.{s.Name}"),
                counts.Where(c => c.Key.StartsWith($"dropped.{s.Name}.", StringComparison.Ordinal))
                    .ToImmutableSortedDictionary(c => c.Key[$"dropped.{s.Name}.".Length..], c => c.Value, StringComparer.Ordinal)))],
            Shards = new ShardCounts(session.Lock.Shards.Count, 0, session.Lock.Shards.Count, 0),
        };
    }
}
