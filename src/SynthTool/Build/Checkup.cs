using System.Collections.Immutable;
using SynthTool.Diagnostics;

namespace SynthTool.Build;

/// <summary>What <c>doctor</c> looked at, of a repository or of one dataset in it.</summary>
/// <param name="Dataset">Null for the repository.</param>
internal sealed record Checkup(string? Dataset, ImmutableArray<Check> Checks)
{
    public ImmutableArray<Diagnostic> Diagnostics => [.. Checks.SelectMany(c => c.Findings)];
}

/// <summary>One thing that was looked at.</summary>
/// <param name="Name">What was looked at, in a word or two.</param>
/// <param name="Answer">What was seen, in a few words.</param>
/// <param name="Findings">Empty when it is as it should be.</param>
internal sealed record Check(string Name, string Answer, ImmutableArray<Diagnostic> Findings)
{
    public static Check Passed(string name, string answer) => new(name, answer, []);
}
