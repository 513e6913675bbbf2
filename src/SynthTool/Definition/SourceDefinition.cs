using System.Collections.Immutable;
using SynthTool.Diagnostics;
using SynthTool.Expressions;
using SynthTool.Formats.Chunks;

namespace SynthTool.Definition;

/// <summary>One entry of <c>seeds:</c>.</summary>
internal sealed record SourceDefinition
{
    public required SourcePlace Place { get; init; }

    /// <summary>The member of the seed that its records are, where sources are crossed; else null.</summary>
    public string? Name { get; init; }

    /// <summary>Repository paths or glob patterns, in declared order.</summary>
    public required ImmutableArray<Located<string>> From { get; init; }

    /// <summary>The repository path of an InstructLab taxonomy, whose leaves are taken instead; null for files.</summary>
    public Located<string>? Taxonomy { get; init; }
    /// <summary>Another dataset, whose rows are the records; then <see cref="From"/> is empty. Null: files are.</summary>
    public UpstreamReference? Upstream { get; init; }

    /// <summary>The JSON Schema that every record must satisfy.</summary>
    public DefinitionPart? Schema { get; init; }

    /// <summary>The fields that identify a record; empty: its canonical content does.</summary>
    public ImmutableArray<Located<string>> Key { get; init; } = [];

    /// <summary>The fields that name the unit which a split never divides; empty: the seed's key.</summary>
    public ImmutableArray<Located<string>> Group { get; init; } = [];

    /// <summary>The fields that are kept, as they are written in the source; empty: all.</summary>
    public ImmutableArray<Located<string>> Columns { get; init; } = [];

    /// <summary>Field names as written in the source → names in the seed; applied before schema, key, group and where.</summary>
    public ImmutableSortedDictionary<string, string> Rename { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Records for which this is false are left out. It sees the record as <c>seed</c>.</summary>
    public Expression? Where { get; init; }

    /// <summary>How documents are cut; null: each is one record.</summary>
    public Located<ChunkRule>? Chunk { get; init; }

    /// <summary>How many records, after <see cref="Where"/>, are taken; null: all.</summary>
    public int? Limit { get; init; }
}
