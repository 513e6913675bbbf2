using System.Collections.Immutable;
using SynthTool.Diagnostics;

namespace SynthTool.Build;

/// <summary>Reads every shard, every stored answer in use and the lock, and compares them byte for byte. Writes nothing.</summary>
internal static class DatasetVerify
{
    public static Task<VerifyOutcome> RunAsync(Workspace workspace, string definition, int jobs, CancellationToken ct) =>
        throw new NotSupportedException(definition);
}

/// <summary>What a verification found. Exit code 5 when an error is among the findings.</summary>
internal sealed record VerifyOutcome(string Dataset, string Definition, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Shards that are as the lock records them, and shards in all.</summary>
    public int ShardsIntact { get; init; }

    public int Shards { get; init; }

    /// <summary>Stored answers that were read.</summary>
    public long Responses { get; init; }
}
