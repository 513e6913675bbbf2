using System.Collections.Immutable;
using System.Text;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Store;

namespace SynthTool.Build;

/// <summary>What people do to stored answers by hand.</summary>
internal static class DatasetStore
{
    /// <summary>What each layer of a dataset holds.</summary>
    public static async Task<StoreTally> StatAsync(Workspace workspace, string definition, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var (store, findings) = Open(workspace, definition);
        await using var opened = store;
        return store is null ? Of(definition, findings) : Of(definition, findings) with { Layers = [store.Committed.Stat(), store.Local.Stat()] };
    }

    /// <summary>Reads every stored answer and compares the layers.</summary>
    public static async Task<StoreTally> VerifyAsync(Workspace workspace, string definition, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var (store, findings) = Open(workspace, definition);
        await using var opened = store;
        if (store is null)
        {
            return Of(definition, findings);
        }

        var verified = StoreVerification.Run(store.Committed, store.Local, findings);
        return Of(definition, findings) with { Answers = verified.Answers, Damaged = verified.Damaged };
    }

    /// <summary>Removes answers that no given definition uses: lines beside the definitions, or entries of the local layer.</summary>
    /// <remarks>Refuses while a dataset has missing answers or errors: what it uses is not known then.</remarks>
    public static async Task<StoreTally> CollectAsync(Workspace workspace, IReadOnlyList<string> definitions, bool committed, bool dryRun, CancellationToken ct)
    {
        var findings = new Findings();
        var used = new Dictionary<string, HashSet<ContentHash>>(StringComparer.Ordinal);
        foreach (var definition in definitions)
        {
            used[definition] = await UsedAsync(workspace, definition, findings, ct);
        }

        if (findings.HasErrors)
        {
            return Of("", findings);
        }

        return committed
            ? CollectCommitted(workspace, used, dryRun, findings)
            : await CollectLocalAsync(workspace, [.. used.Values.SelectMany(k => k)], dryRun, findings);
    }

    /// <summary>Removes answers by key, from the local layer and beside the given definitions.</summary>
    /// <param name="keys">64 hex digits, or at least 8 that begin only one key.</param>
    public static async Task<StoreTally> ForgetAsync(Workspace workspace, IReadOnlyList<string> definitions, IReadOnlyList<string> keys, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var findings = new Findings();
        await using var local = OpenLocal(workspace, findings);
        var folders = CommittedFolders(workspace, definitions);
        var layers = folders.Select(f => CommittedResponses.Open(workspace.Root, f, findings)).ToList();
        var all = local.Keys().Concat(layers.SelectMany(l => l.Keys())).ToHashSet();
        var meant = keys.SelectMany(k => Meant(k, all, findings)).ToHashSet();
        if (findings.HasErrors)
        {
            return Of("", findings);
        }

        var changes = layers.Select(l => l.Forget(meant)).Append(await local.ForgetAsync(meant)).ToList();
        layers.ForEach(l => l.Dispose());
        findings.AddRange(changes.Select(c => c.Refused).OfType<Diagnostic>());
        return Of("", findings) with { Answers = meant.Count(all.Contains), Skipped = meant.Count(k => !all.Contains(k)) };
    }

    /// <summary>Gives the sink answers as lines of JSON, in key order: those that the dataset uses, or all of its layers.</summary>
    public static async Task<StoreTally> ExportAsync(Workspace workspace, string definition, bool all, Action<string> sink, CancellationToken ct)
    {
        var (store, findings) = Open(workspace, definition);
        await using var opened = store;
        if (store is null)
        {
            return Of(definition, findings);
        }

        var keys = all ? store.Committed.Keys().Concat(store.Local.Keys()) : await UsedAsync(workspace, definition, findings, ct);
        using var lines = new MemoryStream();
        var written = 0L;
        foreach (var chunk in keys.Distinct().Order().Chunk(1000))
        {
            lines.SetLength(0);
            written += ResponseExport.Run(lines, chunk, store.Responses);
            Encoding.UTF8.GetString(lines.GetBuffer(), 0, (int)lines.Length).Split('\n', StringSplitOptions.RemoveEmptyEntries).ToList().ForEach(sink);
        }

        return Of(definition, findings) with { Answers = written };
    }

    /// <summary>Takes lines of JSON into the local layer.</summary>
    /// <param name="shownName">What findings name.</param>
    public static async Task<StoreTally> ImportAsync(Workspace workspace, string shownName, Stream lines, CancellationToken ct)
    {
        var findings = new Findings();
        var expected = await ExpectedForms.OfAsync(workspace, ct);
        await using var local = OpenLocal(workspace, findings);
        var counts = await ResponseImport.RunAsync(
            lines, shownName, local, findings, (key, answer) => expected.TryGetValue(key, out var request) ? ExpectedForms.Refusal(request, answer) : null, ct);
        if (counts.New > 0 && await local.NoteChangeAsync() is { } refused)
        {
            findings.Add(refused);
        }

        return Of("", findings) with { Answers = counts.New, Skipped = counts.Known + counts.Conflicting };
    }

    private static StoreTally Of(string definition, Findings findings) => new(definition, findings.ToSorted());

    private static (OpenStore? Store, Findings Findings) Open(Workspace workspace, string definition)
    {
        var findings = new Findings();
        var files = DatasetLoader.Load(workspace.Root, definition, findings);
        return (files is null ? null : OpenStore.Open(workspace, files.Definition, findings), findings);
    }

    private static PackStore OpenLocal(Workspace workspace, Findings findings) =>
        PackStore.Open(workspace.Root, new PackSettings(OpenStore.LocalFolder(workspace.Root), workspace.WriterId, workspace.ProcessName), findings);

    private static List<string> CommittedFolders(Workspace workspace, IReadOnlyList<string> definitions) =>
        [.. definitions.Select(d => d.LastIndexOf('/') is >= 0 and var slash ? d[..slash] + "/responses" : "responses").Distinct(StringComparer.Ordinal).Select(workspace.Root.Absolute)];

    /// <summary>The keys of all answers that the dataset's rows use now; errors go to the findings.</summary>
    private static async Task<HashSet<ContentHash>> UsedAsync(Workspace workspace, string definition, Findings findings, CancellationToken ct)
    {
        await using var session = new BuildSession(workspace, definition, new BuildOptions { Offline = true }, NoListener.Instance);
        HashSet<ContentHash> used = [];
        try
        {
            used = await session.TrustingAsync(() => UsedAsync(session, ct));
        }
        catch (BuildStop)
        {
        }

        findings.AddRange(session.Findings.ToSorted());
        return used;
    }

    private static async Task<HashSet<ContentHash>> UsedAsync(BuildSession session, CancellationToken ct)
    {
        await session.OpenAsync(ct);
        var used = new HashSet<ContentHash>();
        var evaluation = await StageSchedule.RunAsync(session, (_, _) => new(false), ct);
        foreach (var partition in session.Seeds.Partitions)
        {
            var block = await evaluation.BlockAsync(session.Replay.Length - 1, partition.Index, ct);
            used.UnionWith(block.Outcomes.SelectMany(o => o.Row.Calls).SelectMany(c => c.Turns).Select(t => t.Request));
        }

        return used;
    }

    private static StoreTally CollectCommitted(Workspace workspace, Dictionary<string, HashSet<ContentHash>> used, bool dryRun, Findings findings)
    {
        var removed = 0L;
        foreach (var folder in used.GroupBy(u => CommittedFolders(workspace, [u.Key])[0], u => u.Value, StringComparer.Ordinal))
        {
            using var committed = CommittedResponses.Open(workspace.Root, folder.Key, findings);
            var keep = folder.SelectMany(k => k).ToHashSet();
            removed += dryRun ? committed.Keys().LongCount(k => !keep.Contains(k)) : committed.Collect(keep).Answers;
        }

        return Of("", findings) with { Answers = removed };
    }

    private static async Task<StoreTally> CollectLocalAsync(Workspace workspace, HashSet<ContentHash> keep, bool dryRun, Findings findings)
    {
        await using var local = OpenLocal(workspace, findings);
        if (dryRun)
        {
            return Of("", findings) with { Answers = local.Keys().LongCount(k => !keep.Contains(k)) };
        }

        var change = await local.CollectAsync(keep);
        findings.AddRange(change.Refused is { } refused ? [refused] : []);
        return Of("", findings) with { Answers = change.Answers };
    }

    private static List<ContentHash> Meant(string written, HashSet<ContentHash> all, Findings findings)
    {
        if (ContentHash.TryParse(written, out var key))
        {
            return [key];
        }

        var matches = written.Length >= 8 ? all.Where(k => k.ToString().StartsWith(written, StringComparison.OrdinalIgnoreCase)).Take(2).ToList() : [];
        if (matches.Count == 1)
        {
            return matches;
        }

        findings.Add(
            BuildDiagnostics.KeyUnknown, null,
            matches.Count == 0 ? $"No stored answer has a key that begins with {Quoted.Text(written)}" : $"Several stored answers have keys that begin with {Quoted.Text(written)}",
            "give all 64 hex digits, or at least 8 that begin only one key; `dotnet synth explain row:<id>` shows keys");
        return [];
    }
}

/// <summary>What a store command found or did.</summary>
/// <param name="Definition">Empty where the command is about a whole repository.</param>
internal sealed record StoreTally(string Definition, ImmutableArray<Diagnostic> Diagnostics)
{
    public ImmutableArray<StoreStat> Layers { get; init; } = [];

    /// <summary>Answers read, removed, written out or taken in.</summary>
    public long Answers { get; init; }

    public long Damaged { get; init; }

    /// <summary>Answers that were there already, or that are not there.</summary>
    public long Skipped { get; init; }
}
