using SynthTool.Build;
using SynthTool.Report;

namespace SynthTool.Cli;

/// <summary>What the <c>store</c> verbs call.</summary>
internal sealed record StoreEngine
{
    /// <summary>What the layers of a dataset hold.</summary>
    public Func<Workspace, string, CancellationToken, Task<StoreOutcome>> Stat { get; init; } =
        async (workspace, definition, ct) => Of(workspace, await DatasetStore.StatAsync(workspace, definition, ct));

    /// <summary>Reads every stored answer of a dataset's layers.</summary>
    public Func<Workspace, string, CancellationToken, Task<StoreOutcome>> Verify { get; init; } =
        async (workspace, definition, ct) => Of(workspace, await DatasetStore.VerifyAsync(workspace, definition, ct));

    /// <summary>Removes answers that none of the given definitions uses: of the local layer, or (<c>Committed</c>) lines beside the definitions.</summary>
    public Func<Workspace, IReadOnlyList<string>, StoreGcOptions, CancellationToken, Task<StoreOutcome>> Gc { get; init; } =
        async (workspace, definitions, options, ct) => Of(workspace, await DatasetStore.CollectAsync(workspace, definitions, options.Committed, options.DryRun, ct));

    /// <summary>Removes answers by key, from the local layer and beside the given definitions. A key is 64 hex digits or at least 8 that begin only one key.</summary>
    public Func<Workspace, IReadOnlyList<string>, IReadOnlyList<string>, CancellationToken, Task<StoreOutcome>> Forget { get; init; } =
        async (workspace, definitions, keys, ct) => Of(workspace, await DatasetStore.ForgetAsync(workspace, definitions, keys, ct));

    /// <summary>Gives the sink every answer as a line of JSON without its end, in key order: those a dataset uses, or (<c>true</c>) all of its layers.</summary>
    public Func<Workspace, string, bool, Action<string>, CancellationToken, Task<StoreOutcome>> Export { get; init; } =
        async (workspace, definition, all, sink, ct) => Of(workspace, await DatasetStore.ExportAsync(workspace, definition, all, sink, ct));

    /// <summary>Takes lines of JSON into the local layer. The name stands in findings.</summary>
    public Func<Workspace, string, Stream, CancellationToken, Task<StoreOutcome>> Import { get; init; } =
        async (workspace, name, lines, ct) => Of(workspace, await DatasetStore.ImportAsync(workspace, name, lines, ct));

    private static StoreOutcome Of(Workspace workspace, StoreTally tally) => new()
    {
        Dataset = tally.Definition.Length == 0 ? "" : Datasets.NameIn(workspace.Root, tally.Definition) ?? "",
        Definition = tally.Definition,
        Layers = [.. tally.Layers.Select(l => new StoreLayer(l.Layer, PathOf(workspace, tally.Definition, l.Layer), l.Files, l.Answers, l.Failures, l.Bytes, null))],
        Answers = tally.Answers,
        Damaged = tally.Damaged,
        Skipped = tally.Skipped,
        Diagnostics = tally.Diagnostics,
    };

    private static string PathOf(Workspace workspace, string definition, string layer) => layer == "local"
        ? workspace.Root.Relative(OpenStore.LocalFolder(workspace.Root))
        : definition.LastIndexOf('/') is >= 0 and var slash ? $"{definition[..slash]}/responses" : "responses";
}

/// <summary>What <c>store gc</c> removes.</summary>
/// <param name="Committed">Lines in <c>responses/</c> instead of the local layer.</param>
/// <param name="DryRun">Only count.</param>
internal sealed record StoreGcOptions(bool Committed, bool DryRun);
