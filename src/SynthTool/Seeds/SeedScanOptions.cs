namespace SynthTool.Seeds;

/// <summary>How seeds are scanned.</summary>
internal sealed record SeedScanOptions
{
    public const int DefaultPartitionTarget = 256;

    /// <summary>The fields of the seeds, after renaming, that the definition reads; a seed has no others, so that a field that nothing reads changes nothing. Null: all.</summary>
    /// <remarks>Keys, groups and <c>where</c> see every field. The file's <c>path</c> of a Markdown seed counts only where it is named here.</remarks>
    public IReadOnlySet<string>? FieldsUsed { get; init; }

    /// <summary>By the source's position: the rows of the dataset that it names.</summary>
    public IReadOnlyDictionary<int, SourceRows> Rows { get; init; } = new Dictionary<int, SourceRows>();

    /// <summary>How many threads work; from 1. Changes no result.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>What an earlier scan left, so that only what changed is parsed; null: everything is. Changes no result.</summary>
    public ScanCache? Previous { get; init; }

    /// <summary>Tells when the scan began, so that stamps which are too young are not trusted.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Told how many combinations crossed sources have, before the first of them is made. Changes no result.</summary>
    public Action<ProductSize> Crossed { get; init; } = _ => { };

    /// <summary>How many seeds a partition aims at. Part of the dataset's form: only tests choose another.</summary>
    public int PartitionTarget { get; init; } = DefaultPartitionTarget;
}
