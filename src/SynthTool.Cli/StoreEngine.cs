using SynthTool.Build;

namespace SynthTool.Cli;

/// <summary>What the <c>store</c> verbs call.</summary>
internal sealed record StoreEngine
{
    public Func<Workspace, string, CancellationToken, Task<StoreTally>> Stat { get; init; } = DatasetStore.StatAsync;

    public Func<Workspace, string, CancellationToken, Task<StoreTally>> Verify { get; init; } = DatasetStore.VerifyAsync;

    /// <summary>The first switch means committed lines instead of the local layer, the second only counts.</summary>
    public Func<Workspace, IReadOnlyList<string>, bool, bool, CancellationToken, Task<StoreTally>> Collect { get; init; } = DatasetStore.CollectAsync;

    public Func<Workspace, IReadOnlyList<string>, IReadOnlyList<string>, CancellationToken, Task<StoreTally>> Forget { get; init; } = DatasetStore.ForgetAsync;

    public Func<Workspace, string, bool, Action<string>, CancellationToken, Task<StoreTally>> Export { get; init; } = DatasetStore.ExportAsync;

    public Func<Workspace, string, Stream, CancellationToken, Task<StoreTally>> Import { get; init; } = DatasetStore.ImportAsync;
}
