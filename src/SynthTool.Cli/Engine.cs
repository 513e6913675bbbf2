using System.Collections.Immutable;
using SynthTool.Build;
using SynthTool.Cli.Git;
using SynthTool.Differences;
using SynthTool.Drafts;
using SynthTool.Files;
using SynthTool.Seeds;

namespace SynthTool.Cli;

/// <summary>What the commands call. By default the library; tests put outcomes in its place.</summary>
internal sealed record Engine
{
    public Func<Workspace, string, IReadOnlyList<string>> Below { get; init; } = Datasets.Below;

    /// <summary>Definitions and all that they need.</summary>
    public Func<Workspace, IEnumerable<string>, DatasetGraph> Graph { get; init; } = (workspace, definitions) => DatasetGraph.Of(workspace.Root, definitions);

    public Func<Workspace, string, ListedDataset> List { get; init; } = DatasetList.Run;

    public Func<Workspace, string, BuildOptions, IBuildListener, Consent, CancellationToken, Task<BuildOutcome>> Build { get; init; } = DatasetBuild.RunAsync;

    public Func<Workspace, string, BuildOptions, CancellationToken, Task<PlanOutcome>> Plan { get; init; } = DatasetPlan.RunAsync;

    public Func<Workspace, string, int, CancellationToken, Task<ValidateOutcome>> Validate { get; init; } = DatasetValidate.RunAsync;

    public Func<Workspace, string, string?, SchemaOutcome> Schema { get; init; } = DatasetSchema.Run;

    public Func<Workspace, string, RenderOptions, Action<RenderedRequest>, CancellationToken, Task<RenderOutcome>> Render { get; init; } = DatasetRender.RunAsync;

    public Func<Workspace, string, string, CancellationToken, Task<ExplainOutcome>> Explain { get; init; } = DatasetExplain.RunAsync;

    public Func<Workspace, string, PreviewChoice, BuildOptions, IBuildListener, Consent, CancellationToken, Task<PreviewOutcome>> Preview { get; init; } = DatasetPreview.RunAsync;

    public Func<Workspace, string, int, CancellationToken, Task<VerifyOutcome>> Verify { get; init; } = DatasetVerify.RunAsync;

    public Func<Workspace, string, ExportOptions, CancellationToken, ExportOutcome> Export { get; init; } = DatasetExport.Run;

    public Func<Workspace, string, DiffRange, DiffOptions, IRevisions, CancellationToken, Task<DiffOutcome>> Diff { get; init; } = DatasetDiff.RunAsync;

    /// <summary>Opens a repository's versions; the variables are the process's.</summary>
    public Func<RepositoryRoot, Func<string, string?>, IRevisions> Revisions { get; init; } = GitRevisions.Open;

    public Func<Workspace, string, bool, CleanOutcome> Clean { get; init; } = DatasetClean.Run;

    public Func<IReadOnlyList<string>, Func<string, bool>, TimeProvider, CancellationToken, IAsyncEnumerable<ImmutableSortedSet<string>>> Changes { get; init; } = FolderWatch.ChangesAsync;

    public Func<Workspace, Checkup> CheckupRepository { get; init; } = RepositoryCheckup.Run;

    public Func<Workspace, string, CancellationToken, Task<Checkup>> CheckupDataset { get; init; } = DatasetCheckup.RunAsync;

    /// <summary>What <c>new</c> can copy.</summary>
    public Func<ImmutableArray<Recipe>> Recipes { get; init; } = () => Recipe.All(typeof(Engine).Assembly);

    /// <summary>What <c>new --from</c> makes of somebody's seeds.</summary>
    public Func<string, string, string, SeedScanOptions, CancellationToken, DraftOutcome> Draft { get; init; } = DatasetDraft.Make;

    public StoreEngine Store { get; init; } = new();
}
