using SynthTool.Build;
using SynthTool.Report;

namespace SynthTool.Cli;

/// <summary>What the <c>store</c> verbs call.</summary>
internal sealed record StoreEngine
{
    private const string NotThere = "the store verbs are not wired";

    /// <summary>What the layers of a dataset hold.</summary>
    public Func<Workspace, string, CancellationToken, Task<StoreOutcome>> Stat { get; init; } = (_, _, _) => throw new NotSupportedException(NotThere);

    /// <summary>Reads every stored answer of a dataset's layers.</summary>
    public Func<Workspace, string, CancellationToken, Task<StoreOutcome>> Verify { get; init; } = (_, _, _) => throw new NotSupportedException(NotThere);

    /// <summary>Removes answers that none of the given definitions uses: of the local layer, or (<c>Committed</c>) lines beside the definitions.</summary>
    public Func<Workspace, IReadOnlyList<string>, StoreGcOptions, CancellationToken, Task<StoreOutcome>> Gc { get; init; } = (_, _, _, _) => throw new NotSupportedException(NotThere);

    /// <summary>Removes answers by key, from the local layer and beside the given definitions. A key is 64 hex digits or at least 8 that begin only one key.</summary>
    public Func<Workspace, IReadOnlyList<string>, IReadOnlyList<string>, CancellationToken, Task<StoreOutcome>> Forget { get; init; } = (_, _, _, _) => throw new NotSupportedException(NotThere);

    /// <summary>Gives the sink every answer as a line of JSON without its end, in key order: those a dataset uses, or (<c>true</c>) all of its layers.</summary>
    public Func<Workspace, string, bool, Action<string>, CancellationToken, Task<StoreOutcome>> Export { get; init; } = (_, _, _, _, _) => throw new NotSupportedException(NotThere);

    /// <summary>Takes lines of JSON into the local layer. The name stands in findings.</summary>
    public Func<Workspace, string, Stream, CancellationToken, Task<StoreOutcome>> Import { get; init; } = (_, _, _, _) => throw new NotSupportedException(NotThere);
}

/// <summary>What <c>store gc</c> removes.</summary>
/// <param name="Committed">Lines in <c>responses/</c> instead of the local layer.</param>
/// <param name="DryRun">Only count.</param>
internal sealed record StoreGcOptions(bool Committed, bool DryRun);
