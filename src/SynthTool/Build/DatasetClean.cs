using System.Collections.Immutable;

namespace SynthTool.Build;

/// <summary>Removes what a build wrote and can write again for nothing. Answers are never removed.</summary>
internal static class DatasetClean
{
    /// <param name="cacheToo">Also this dataset's part of <c>.synth/cache</c>.</param>
    public static CleanOutcome Run(Workspace workspace, string definition, bool cacheToo) => throw new NotSupportedException(definition);
}

/// <summary>What was removed, as repository paths; files that a person changed are kept and named.</summary>
internal sealed record CleanOutcome(string Dataset, string Definition, ImmutableArray<string> Removed, ImmutableArray<string> Kept);
