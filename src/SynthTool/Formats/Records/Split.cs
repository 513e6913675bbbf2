using SynthTool.Diagnostics;

namespace SynthTool.Formats.Records;

/// <summary>What a splitter found at the beginning of some bytes.</summary>
/// <param name="Start">Where the record begins.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Consumed">How many bytes are done with.</param>
internal readonly record struct Split(int Start, int Length, int Consumed)
{
    /// <summary>Whether there is a record; else the bytes are only done with.</summary>
    public bool IsRecord { get; init; }

    /// <summary>What is wrong in place of a record.</summary>
    public DiagnosticKind? Problem { get; init; }

    /// <summary>The sentence for <see cref="Problem"/>.</summary>
    public string? Message { get; init; }

    /// <summary>Whether the rest of the file means nothing after this problem.</summary>
    public bool IsFatal { get; init; }

    public static Split Record(int start, int length, int consumed) => new(start, length, consumed) { IsRecord = true };

    public static Split Fatal(int start, int consumed, DiagnosticKind problem, string message) =>
        new(start, 0, consumed) { Problem = problem, Message = message, IsFatal = true };
}
