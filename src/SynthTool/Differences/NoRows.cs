using SynthTool.Build;

namespace SynthTool.Differences;

/// <summary>The rows of a dataset that is not there.</summary>
internal sealed class NoRows : ISideRows
{
    public IReadOnlyList<SideOutput> Outputs => [];

    public IReadOnlyList<PricedTeacher> Teachers => [];

    public Task<SideBlock> ReadAsync(string partition, CancellationToken ct) => Task.FromResult(SideBlock.Empty);

    public bool IsWaiting(ulong seed) => false;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
