using System.Collections.Immutable;
using SynthTool.Build;
using SynthTool.Diagnostics;
using SynthTool.Files;

namespace SynthTool.Cli;

/// <summary>Runs a verb on one dataset after the other, and tells it in the way that was asked for.</summary>
internal static class EachDataset
{
    /// <param name="arguments">What the user wrote; null or empty: every definition below the current folder.</param>
    /// <param name="run">Does the work on the definition at a repository path.</param>
    /// <param name="ofRepository">What is told before the first dataset of each repository; null: nothing.</param>
    public static async Task<ExitCode> RunAsync(
        Session session, IReadOnlyList<string>? arguments, Func<Workspace, string, Task<Told>> run, CancellationToken ct, Func<Workspace, Told>? ofRepository = null)
    {
        var (targets, mistakes) = session.Targets(arguments);
        if (!mistakes.IsEmpty)
        {
            return session.Usage(mistakes);
        }

        return await RunAsync(session, targets, run, ct, ofRepository);
    }

    public static async Task<ExitCode> RunAsync(
        Session session, ImmutableArray<Target> targets, Func<Workspace, string, Task<Told>> run, CancellationToken ct, Func<Workspace, Told>? ofRepository = null)
    {
        using var telling = new Telling(session);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var target in targets)
        {
            if (ofRepository is not null && seen.Add(target.Root.AbsolutePath))
            {
                telling.Tell(await OneAsync(session, target with { Definition = "" }, (workspace, _) => Task.FromResult(ofRepository(workspace)), ct));
            }

            telling.Tell(await OneAsync(session, target, run, ct));
            if (telling.Code is ExitCode.Cancelled)
            {
                break;
            }
        }

        return telling.End();
    }

    /// <summary>As above, with what the datasets need beside them: each dataset comes after those whose rows it takes, and is told in that order.</summary>
    /// <param name="run">Null: there is nothing to tell.</param>
    /// <param name="atOnce">How many datasets that do not need each other are in work at once.</param>
    public static async Task<ExitCode> InOrderAsync(
        Session session, IReadOnlyList<string>? arguments, Func<Workspace, OrderedTarget, Task<Told?>> run, CancellationToken ct, Func<Workspace, Told>? ofRepository = null, int atOnce = 1)
    {
        var (targets, mistakes) = session.Targets(arguments);
        if (!mistakes.IsEmpty)
        {
            return session.Usage(mistakes);
        }

        using var telling = new Telling(session);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        using var work = new NeedOrder(OrderedTarget.Of(session, targets), ordered => OneAsync(session, ordered.Target, async (workspace, _) => await run(workspace, ordered) ?? Told.Nothing, ct), atOnce);
        foreach (var (ordered, done) in work.Begin())
        {
            if (ofRepository is not null && seen.Add(ordered.Target.Root.AbsolutePath))
            {
                telling.Tell(await OneAsync(session, ordered.Target with { Definition = "" }, (workspace, _) => Task.FromResult(ofRepository(workspace)), ct));
            }

            if (await done is var told && told != Told.Nothing && telling.Code is not ExitCode.Cancelled)
            {
                telling.Tell(told);
            }
        }

        return telling.End();
    }

    /// <summary>As the first, but tells only of the datasets that know what is asked about, if there are such.</summary>
    public static async Task<ExitCode> WhoKnowsAsync(
        Session session, ImmutableArray<Target> targets, Func<Workspace, string, Task<Told>> run, CancellationToken ct)
    {
        var all = new List<Told>();
        foreach (var target in targets)
        {
            all.Add(await OneAsync(session, target, run, ct));
        }

        using var telling = new Telling(session);
        var said = new HashSet<Diagnostic>();
        foreach (var told in all.Where(t => t.Knows || !all.Any(other => other.Knows)))
        {
            telling.Tell(told with { Found = [.. told.Found.Where(said.Add)] }); // that none of them knows it is said once
        }

        return telling.End();
    }

    /// <summary>Runs something that belongs to one repository as a whole.</summary>
    public static async Task<ExitCode> OnceAsync(Session session, Target target, Func<Workspace, string, Task<Told>> run, CancellationToken ct)
    {
        using var telling = new Telling(session);
        telling.Tell(await OneAsync(session, target, run, ct));
        return telling.End();
    }

    private static async Task<Told> OneAsync(Session session, Target target, Func<Workspace, string, Task<Told>> run, CancellationToken ct)
    {
        try
        {
            ct.ThrowIfCancellationRequested();
            return await run(session.WorkspaceOf(target.Root), target.Definition);
        }
        catch (FileFailure failure)
        {
            return new Told(ExitCode.Failed, [failure.In(target.Root)]);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return new Told(ExitCode.Cancelled, []) { Talk = [$"{(target.Definition.Length > 0 ? target.Definition : "store")}: cancelled"] };
        }
    }
}
