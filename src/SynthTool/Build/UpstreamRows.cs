using System.Collections.Immutable;
using SynthTool.Definition;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Seeds;
using SynthTool.Store;

namespace SynthTool.Build;

/// <summary>
/// Makes the rows of the datasets that a definition names ready to be read as seeds. They follow from files and stored
/// answers, so that nothing is locked and no shard is read: a copy of them lies in the cache of the dataset that reads
/// them, and is written anew only when it would differ.
/// </summary>
internal sealed class UpstreamRows
{
    private readonly BuildSession session;
    private readonly DatasetGraph graph;
    private readonly SortedDictionary<int, SourceRows> rows = [];
    private readonly List<TrustedStamp> locks = [];
    private readonly List<UnknownRows> unknown = [];

    private UpstreamRows(BuildSession session)
    {
        this.session = session;
        graph = DatasetGraph.Of(session.Workspace.Root, [session.DefinitionPath]);
    }

    private RepositoryRoot Root => session.Workspace.Root;

    /// <summary>The rows of all datasets that the session's definition names. With errors among the findings they must not be used.</summary>
    /// <exception cref="BuildStop">They cannot be had.</exception>
    public static async Task<UpstreamSeeds> PrepareAsync(BuildSession session, CancellationToken ct)
    {
        var named = session.Definition.Sources.Select((s, i) => new NamedPart(i, s)).Where(s => s.Source.Upstream is not null).ToList();
        if (named.Count == 0)
        {
            return UpstreamSeeds.None;
        }

        var all = new UpstreamRows(session);
        foreach (var of in named.GroupBy(n => n.Reference.Path.Value, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            await all.PrepareAsync(of.Key, [.. of], ct);
        }

        if (session.Findings.HasErrors)
        {
            throw new BuildStop(all.unknown.Count > 0 ? ExitCode.ResponseMissing : ExitCode.Failed);
        }

        RowsCopy.RemoveOthers(session, all.rows.Values);
        return new UpstreamSeeds(
            all.rows.ToImmutableSortedDictionary(), [.. named.Select(n => n.Reference.Path.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], [.. all.locks], [.. all.unknown.Distinct()]);
    }

    private async Task PrepareAsync(string definition, ImmutableArray<NamedPart> parts, CancellationToken ct)
    {
        var place = parts[0].Reference.Path.Place;
        if (!CanBeUsed(definition, place) || !parts.Select(p => IsThere(graph[definition].Content!, p.Reference)).ToList().TrueForAll(isThere => isThere))
        {
            return;
        }

        // Stamped before anything is read, so that a change meanwhile shows.
        var lockPath = LockFile.PathFor(definition);
        locks.Add(new TrustedStamp(lockPath, FileStamp.Of(Root.Absolute(lockPath)), false));
        var state = RowsCopy.StateOf(session, definition);
        if (parts.Select(p => (p.Index, Copy: CopyOf(definition, p.Reference, state).TryUse())).ToList() is var copies && copies.TrueForAll(c => c.Copy is not null))
        {
            copies.ForEach(c => rows[c.Index] = c.Copy!);
            return;
        }

        await TakeAsync(definition, place, parts, state, ct);
    }

    // Of several needs, only those on the way to the circle are to blame.
    private bool LeadsInto(ImmutableArray<string> circle, string need) => graph.InOrder([need]).Any(circle.Contains);

    private bool CanBeUsed(string definition, SourcePlace place)
    {
        if (!graph.IsOfThisRepository(definition))
        {
            session.Findings.Add(
                BuildDiagnostics.UpstreamUnusable, place, $"{Quoted.Path(definition)} belongs to another repository, below this one",
                Disk.FolderExists(Path.Join(Root.AbsolutePath, ".git")) ? "take its built files as a source" : "make the folder that holds both a git repository: `git init`");
            return false;
        }

        if (graph.CircleFrom(session.DefinitionPath) is { } circle && LeadsInto(circle, definition))
        {
            var steps = circle[..^1].Select(d => graph[d].Content!.Sources.First(s => s.Upstream is { } u && circle.Contains(u.Path.Value)).Upstream!.Path.Place);
            session.Findings.Add(
                BuildDiagnostics.UpstreamCycle, place, $"The dataset {Quoted.Text(graph.NameOf(circle[0]))} would be made of its own rows: {string.Join(" → ", circle.Select(d => graph.NameOf(d)))}",
                $"one of these has to take its rows from elsewhere: {string.Join(", ", steps.Select(Staleness.FileAndLine))}");
            return false;
        }

        if (graph[definition] is { Problem: { } problem })
        {
            session.Findings.Add(problem.Explain(definition, place));
            return false;
        }

        if (graph[definition].Content is null)
        {
            HasErrors(definition, place);
            return false;
        }

        return true;
    }

    private void HasErrors(string definition, SourcePlace place) => session.Findings.Add(
        BuildDiagnostics.UpstreamUnusable, place, $"The dataset {Quoted.Text(graph.NameOf(definition))}, whose rows are seeds here, has errors",
        $"`dotnet synth validate {ToolCommand.Argument(definition)}` names them");

    private bool IsThere(DatasetDefinition upstream, UpstreamReference reference)
    {
        var outputs = upstream.Outputs.Select(o => o.Name.Value).ToList();
        var splits = BuildSession.SplitsOf(upstream);
        var before = session.Findings.ToSorted().Length;
        if (reference.Output is null && outputs.Count > 1)
        {
            session.Findings.Add(
                BuildDiagnostics.UpstreamPartUnknown, reference.Path.Place, FormattableString.Invariant($"The dataset {Quoted.Text(upstream.Name.Value)} has {outputs.Count} outputs, and \"output\" names none of them"),
                $"add \"output\": one of {string.Join(", ", outputs)}");
        }

        Check(reference.Output, "output", outputs);
        Check(reference.Split, "split", splits);
        return session.Findings.ToSorted().Length == before;

        void Check(Located<string>? written, string what, IReadOnlyCollection<string> known)
        {
            if (written is not null && !known.Contains(written.Value))
            {
                session.Findings.Add(
                    BuildDiagnostics.UpstreamPartUnknown, written.Place, $"The dataset {Quoted.Text(upstream.Name.Value)} has no {what} {Quoted.Text(written.Value)}", Suggestion.Hint(written.Value, known));
            }
        }
    }

    private RowsCopy CopyOf(string definition, UpstreamReference reference, ContentHash? state)
    {
        var upstream = graph[definition].Content!;
        var splits = reference.Split is { } split ? [split.Value] : BuildSession.SplitsOf(upstream);
        return new RowsCopy(session, definition, reference.Output?.Value ?? upstream.Outputs[0].Name.Value, splits, reference.Split is not null, state);
    }

    /// <summary>Evaluates the other dataset from stored answers, and copies its rows.</summary>
    private async Task TakeAsync(string definition, SourcePlace place, ImmutableArray<NamedPart> parts, ContentHash? state, CancellationToken ct)
    {
        var options = new BuildOptions { Jobs = session.Options.Jobs, Offline = true, Rehearse = session.Options.Rehearse && state is null };
        await using var upstream = new BuildSession(session.Workspace, definition, options, NoListener.Instance) { ToleratesUnknownRows = true };
        try
        {
            unknown.AddRange(await upstream.TrustingAsync(() => CopyAsync(upstream, parts, state, ct)));
        }
        catch (BuildStop)
        {
            HasErrors(definition, place);
            return;
        }
        catch (SeedsChanged changed)
        {
            session.Findings.Add(changed.Found);
            return;
        }

        if (unknown is [.., var waits] && !session.ToleratesUnknownRows)
        {
            session.Findings.Add(
                BuildDiagnostics.UpstreamUnusable, place, FormattableString.Invariant($"The dataset {Quoted.Text(waits.Dataset)}, whose rows are needed here, waits for {(waits.Missing == 1 ? "1 answer" : $"{waits.Missing} answers")}"),
                $"run {ToolCommand.Build(waits.Dataset)} first");
        }
    }

    /// <summary>Copies the rows, or gives back whose answers they wait for.</summary>
    private async Task<ImmutableArray<UnknownRows>> CopyAsync(BuildSession upstream, ImmutableArray<NamedPart> parts, ContentHash? state, CancellationToken ct)
    {
        await upstream.OpenAsync(ct);
        var evaluation = new Evaluation(StageSchedule.EvaluationSourcesOf(upstream));
        var waits = upstream.Upstream.Unknown;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var failures = new RunFailures(upstream.Findings, keepGoing: true, stop);
        for (var stage = 0; stage < upstream.Replay.Length && waits.IsEmpty && !upstream.Findings.HasErrors; stage++)
        {
            var missing = await evaluation.RunAsync(upstream.Replay[stage], upstream.Options.Jobs, failures, () => { }, stop.Token);
            waits = missing.Length == 0 ? [] : [new UnknownRows(upstream.Name, upstream.DefinitionPath, missing.Sum(m => m.Answers.Length))];
        }

        if (upstream.Findings.HasErrors)
        {
            throw new BuildStop(ExitCode.Failed);
        }

        foreach (var part in parts)
        {
            var copy = CopyOf(upstream.DefinitionPath, part.Reference, state);
            rows[part.Index] = waits.IsEmpty ? await copy.WriteAsync(upstream, evaluation, ct) : copy.WithoutRows(upstream);
        }

        return waits;
    }

    /// <summary>A source that names a dataset, and its position.</summary>
    private readonly record struct NamedPart(int Index, SourceDefinition Source)
    {
        public UpstreamReference Reference => Source.Upstream!;
    }
}
