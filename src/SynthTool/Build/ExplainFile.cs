using System.Collections.Immutable;
using SynthTool.Definition;
using SynthTool.Files;
using SynthTool.Generation;
using SynthTool.Shards;

namespace SynthTool.Build;

/// <summary>Finds the part that a file has in a dataset, and why it, or what is made of it, is stale.</summary>
internal sealed class ExplainFile
{
    private readonly BuildSession session;
    private readonly DatasetStaleness staleness;
    private readonly string path;

    private ExplainFile(BuildSession session, DatasetStaleness staleness, string path)
    {
        this.session = session;
        this.staleness = staleness;
        this.path = path;
    }

    public static ExplainedFile? Find(BuildSession session, Evaluation evaluation, ImmutableArray<PartitionMissing> missing, string target)
    {
        var path = session.Workspace.Root.TryResolve("", target, out var resolved, out _) ? resolved : target;
        var file = new ExplainFile(session, DatasetStaleness.Of(session, evaluation, missing), path);
        return file.OfEarlierShard() ?? file.OfNewShard() ?? file.OfWritten() ?? file.OfInput();
    }

    private ExplainedFile? OfEarlierShard()
    {
        if (staleness.Earlier.FirstOrDefault(s => s.Path == path) is not { } shard)
        {
            return null;
        }

        var planned = Planned();
        var run = shard.Partitions.IsEmpty && planned is not null ? RunOf(planned) : shard.Partitions;
        var own = staleness.Reasons.Where(r => r.What == $"shard:{path}").ToImmutableArray();
        var why = own.IsEmpty ? [.. staleness.Reasons.Where(r => run.Any(key => r.What == $"partition:{key}"))] : own;
        return new ExplainedFile(path, "shard", why, run, shard.Rows)
        {
            About = shard switch
            {
                { Exists: false } => "the last build wrote it, and it is not there",
                { IsIntact: false } => "it is not as the last build wrote it",
                { Stays: true } => "the next build keeps it",
                { Stays: false } => "the next build puts another file in its place",
                _ => "whether the next build keeps it shows when the missing answers are there",
            },
        };
    }

    /// <summary>A file under the name of a shard to come, which no lock and no manifest knows.</summary>
    private ExplainedFile? OfNewShard() => Planned() is { } shard && Disk.FileExists(session.Workspace.Root.Absolute(path))
        ? new ExplainedFile(path, "shard", [.. staleness.Reasons.Where(r => r.What == "dataset")], RunOf(shard), shard.Rows) { About = "neither lock nor manifest knows it" }
        : null;

    private ExplainedFile? OfWritten()
    {
        var (role, about) = path switch
        {
            _ when path == $"{session.OutputFolder}/{Manifest.FileName}" => ("manifest", $"lists the dataset's shards, for `dotnet synth verify` and for loaders; {session.Manifest?.Files.Count() ?? 0} now"),
            _ when path == $"{session.OutputFolder}/{DatasetCard.FileName}" => ("card", "describes the dataset to people and loaders; made of the definition and the manifest"),
            _ when path == session.LockPath => ("lock", $"records what was built of what, to be committed: {session.Lock.Traces.Count} partitions and {session.Lock.Shards.Count} shards"),
            _ => (null, ""),
        };
        if (role is null)
        {
            return OfResponses();
        }

        var own = staleness.Reasons.Where(r => r.Where == path).ToImmutableArray();
        return new ExplainedFile(path, role, own.IsEmpty ? staleness.Reasons : own, [], null) { About = about };
    }

    private ExplainedFile? OfResponses()
    {
        var folder = OpenStore.CommittedFolder(session.Definition) + "/";
        return path.StartsWith(folder, StringComparison.Ordinal) && path.EndsWith(Store.CommittedFile.Extension, StringComparison.Ordinal)
            && session.Store.Committed.StepOf(path[folder.Length..]) is { } step
                ? new ExplainedFile(path, "responses", [.. staleness.Reasons.Where(r => r.Code.StartsWith("response-", StringComparison.Ordinal))], [], null)
                {
                    About = $"committed answers of step {step}: bought, never made again",
                }
                : null;
    }

    private ExplainedFile? OfInput()
    {
        var input = session.Files.Inputs.FirstOrDefault(i => i.Path == path);
        var (role, about) = input?.Role switch
        {
            InputRole.Schema => ("schema", AboutSchema()),
            InputRole.Template => ("template", AboutTemplate()),
            InputRole.Teachers => ("teachers", "defines teachers that several datasets may share"),
            InputRole.Definition => ("definition", $"defines the dataset {session.Name}"),
            _ => AboutSeeds() is { } seeds ? ("seeds", seeds) : (null, ""),
        };
        return role is null ? null : new ExplainedFile(path, role, [.. staleness.Reasons.Where(r => role == "definition" ? r.What == "dataset" : IsAt(r.Where))], [], null) { About = about };
    }

    private string AboutSchema()
    {
        var steps = session.Definition.Steps.OfType<GenerateDefinition>().Where(g => g.Response?.Path == path).Select(g => $"answers of step {g.Name}");
        var sources = session.Definition.Sources.Select((s, i) => (s, i)).Where(s => s.s.Schema?.Path == path).Select(s => FormattableString.Invariant($"records of source {s.s.Name ?? $"{s.i + 1}"}"));
        return $"checks {string.Join(" and ", sources.Concat(steps))}";
    }

    private string AboutTemplate()
    {
        var steps = session.Replay.OfType<Stage.Rows>().SelectMany(s => s.Steps).OfType<GenerateStep>().Where(g => g.Template.Path == path).Select(g => g.Name).ToList();
        return steps.Count > 0 ? $"the prompt of step {string.Join(" and ", steps)}" : "included by other templates";
    }

    private string? AboutSeeds()
    {
        var sources = session.Seeds.Inputs.Select((s, i) => (s, i)).Where(s => s.s.Files.Any(f => f.Path == path)).Select(s => FormattableString.Invariant($"source {s.s.Source.Name ?? $"{s.i + 1}"}")).ToList();
        return sources.Count == 0 ? null : $"seeds of {string.Join(" and ", sources)}";
    }

    private ShardPlan? Planned() => staleness.Outputs?.Shards.FirstOrDefault(s => $"{session.OutputFolder}/{s.Path}" == path);

    private ImmutableArray<string> RunOf(ShardPlan shard) => [.. session.Seeds.Partitions.Skip(shard.FirstPartition).Take(shard.Partitions).Select(p => p.FirstKey)];

    private bool IsAt(string? where) => where is not null && (where == path || where.StartsWith(path + ":", StringComparison.Ordinal));
}
