using System.Collections.Immutable;
using SynthTool.Store;

namespace SynthTool.Shards;

/// <summary>What a dataset's output folder holds; <c>manifest.json</c> in it. It names no time and no place of the machine.</summary>
internal sealed record Manifest
{
    /// <summary>Raised when the file's form changes so that older readers misread it.</summary>
    public const int CurrentFormat = 1;

    public const string FileName = "manifest.json";

    public required string Dataset { get; init; }

    public string? Version { get; init; }

    public string? License { get; init; }

    public int ShardEpoch { get; init; } = Shards.ShardEpoch.Current;

    /// <summary>In declared order.</summary>
    public required ImmutableArray<ManifestOutput> Outputs { get; init; }

    /// <summary>All files that it lists.</summary>
    public IEnumerable<ManifestFile> Files => Outputs.SelectMany(o => o.Splits).SelectMany(s => s.Files);

    /// <summary>The repository path of a dataset's output folder.</summary>
    public static string FolderOf(string dataset) => $"out/{dataset}";
}

/// <summary>An output, a config of the written dataset.</summary>
/// <param name="Columns">In order.</param>
/// <param name="Splits">In declared order.</param>
internal sealed record ManifestOutput(string Name, ImmutableArray<ManifestColumn> Columns, ImmutableArray<ManifestSplit> Splits);

/// <summary>A column.</summary>
/// <param name="Type">Such as <c>string</c> or <c>list&lt;int64&gt;</c>; <c>json</c> is text that holds JSON.</param>
internal sealed record ManifestColumn(string Name, string Type);

/// <summary>A split's files, in the order of the rows.</summary>
internal sealed record ManifestSplit(string Name, ImmutableArray<ManifestFile> Files)
{
    public long Rows => Files.Sum(f => f.Rows);
}

/// <summary>A shard's file.</summary>
/// <param name="Path">Relative to the manifest, with <c>/</c>.</param>
internal sealed record ManifestFile(string Path, long Rows, long Bytes, ContentHash Sha256);
