using System.Collections.Immutable;
using System.Text.Json;
using SynthTool.Build;
using SynthTool.Diagnostics;
using SynthTool.Report;

namespace SynthTool.Cli;

/// <summary>What a verb has to say of one dataset.</summary>
internal sealed record Told(ExitCode Code, ImmutableArray<Diagnostic> Found)
{
    /// <summary>Of a dataset that nobody asked about, and that is up to date.</summary>
    public static readonly Told Nothing = new(ExitCode.Done, []);

    /// <summary>What was asked for: lines on stdout, unless <c>--json</c> is given.</summary>
    public IEnumerable<string> Answer { get; init; } = [];

    /// <summary>What follows the answer, in colours where there are some.</summary>
    public IEnumerable<PaintedLine> Painted { get; init; } = [];

    /// <summary>What was done: lines on stderr.</summary>
    public IEnumerable<string> Talk { get; init; } = [];

    /// <summary>The dataset's object for <c>--json</c>; null when it has none.</summary>
    public Action<Utf8JsonWriter>? Json { get; init; }

    /// <summary>Shows <see cref="Found"/>, for who has shown some of it already; null: all of it is shown.</summary>
    public Action? ShowFound { get; init; }

    /// <summary>Whether the dataset knows what is asked about.</summary>
    public bool Knows { get; init; } = true;

    /// <summary>1 when there is an error among the findings, else 0.</summary>
    public static ExitCode CodeFor(ImmutableArray<Diagnostic> found) => found.Any(d => d.IsError) ? ExitCode.Failed : ExitCode.Done;
}
