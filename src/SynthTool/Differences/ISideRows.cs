using SynthTool.Build;

namespace SynthTool.Differences;

/// <summary>The rows of one side of a comparison, partition by partition.</summary>
internal interface ISideRows : IAsyncDisposable
{
    /// <summary>The outputs' names and columns, in declared order.</summary>
    IReadOnlyList<SideOutput> Outputs { get; }

    /// <summary>Those that have a price.</summary>
    IReadOnlyList<PricedTeacher> Teachers { get; }

    /// <summary>The rows of the partition with this first key, as the lock writes it.</summary>
    Task<SideBlock> ReadAsync(string partition, CancellationToken ct);

    /// <summary>Whether the rows of a seed, see <see cref="SideRow.HashOf"/>, are not known; to be asked when all partitions were read.</summary>
    bool IsWaiting(ulong seed);
}
