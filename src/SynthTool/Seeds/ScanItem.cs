using SynthTool.Diagnostics;
using SynthTool.Formats;
using SynthTool.Store;

namespace SynthTool.Seeds;

/// <summary>What became of one record.</summary>
internal readonly record struct ScanItem
{
    /// <summary>Where the record begins in its file.</summary>
    public required long Start { get; init; }

    /// <summary>Behind its last byte.</summary>
    public required long End { get; init; }

    public required long Line { get; init; }

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public IReadOnlyList<Diagnostic>? Problems { get; init; }

    /// <summary>Whether the problem is that the source's condition cannot be decided.</summary>
    public bool IsUndecided { get; init; }

    /// <summary>The field of key or group that the record lacks, when that is its problem.</summary>
    public string? Lacks { get; init; }

    /// <summary>The record's own shape; null where a schema declares it.</summary>
    public Shape? Shape { get; init; }

    /// <summary>Null for a record that its source leaves out.</summary>
    public string? Key { get; init; }

    public string Group { get; init; }

    /// <summary>The id of the other dataset's row that it was; null for a record of a file.</summary>
    public string? Origin { get; init; }

    /// <summary>The key's hash in the index.</summary>
    public ulong KeyHash { get; init; }

    /// <summary>The key's hash for the cut.</summary>
    public ulong CutHash { get; init; }

    /// <summary>Of the seed's fields that the definition reads.</summary>
    public ContentHash Content { get; init; }
}
