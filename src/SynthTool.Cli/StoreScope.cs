using SynthTool.Build;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Report;

namespace SynthTool.Cli;

/// <summary>The one repository whose store a command changes, with all its definitions.</summary>
/// <param name="Root">Whose <c>.synth/responses</c> is meant.</param>
/// <param name="Definitions">Sorted repository paths.</param>
internal sealed record StoreScope(RepositoryRoot Root, IReadOnlyList<string> Definitions)
{
    /// <summary>What the lines of a command begin with that is about no single dataset.</summary>
    public const string Label = "store";

    /// <summary>The current folder's repository. Outside of git every definition's folder has a store of its own, so there must be only one.</summary>
    public static StoreScope? Find(Session session, out Diagnostic? mistake)
    {
        var here = RepositoryRoot.Find(session.Surroundings.Folder);
        var targets = session.Below(here, "").Select(d => Target.Of(here, d)).ToList();
        var roots = targets.Select(t => t.Root.AbsolutePath).Distinct(StringComparer.Ordinal).ToList();
        var own = targets.FindAll(t => t.Root.AbsolutePath == here.AbsolutePath);
        mistake = null;
        switch (own.Count, roots.Count)
        {
            case ( > 0, _) or (_, 0):
                return new StoreScope(here, [.. own.Select(t => t.Definition)]);
            case (_, 1):
                return new StoreScope(targets[0].Root, [.. targets.Select(t => t.Definition)]);
            default:
                var list = string.Join(", ", targets.Select(t => Quoted.Path(here.Relative(t.Root.AbsolutePath))));
                mistake = new Diagnostic(CliDiagnostics.SeveralDatasets, null, $"outside of a git repository every dataset has a store of its own, and several lie here: {list}", "run the command in one of these folders");
                return null;
        }
    }

    /// <summary>Runs a verb that changes the store of the current folder's repository.</summary>
    public static async Task<ExitCode> RunAsync(Session session, Func<Workspace, StoreScope, Task<Told>> run, CancellationToken ct)
    {
        var scope = Find(session, out var mistake);
        return scope is null
            ? session.Usage(mistake!)
            : await EachDataset.OnceAsync(session, new Target(scope.Root, ""), (workspace, _) => run(workspace, scope), ct);
    }
}
