using System.Collections.Immutable;
using SynthTool.Files;

namespace SynthTool.Build;

/// <summary>Finds the part that a file has in a dataset, and why what is made of it is stale.</summary>
internal static class ExplainFile
{
    public static ExplainedFile? Find(BuildSession session, Evaluation evaluation, string target)
    {
        var path = session.Workspace.Root.TryResolve("", target, out var resolved, out _) ? resolved : target;
        var reasons = BuildReport.ReasonsOf(session, evaluation, LockInputs.Of(session.Files, session.Seeds));
        if (evaluation.IsComplete && OutputPlan.Of(session, evaluation) is var outputs
            && outputs.Shards.FirstOrDefault(s => $"{session.OutputFolder}/{s.Path}" == path) is { } shard)
        {
            var run = session.Seeds.Partitions.Skip(shard.FirstPartition).Take(shard.Partitions).Select(p => p.FirstKey).ToImmutableArray();
            var missing = outputs.Intact.ContainsKey(shard.Path)
                ? reasons.Where(r => run.Any(key => r.What == $"partition:{key}"))
                : [new StaleReason($"shard:{path}", Disk.FileExists(session.Workspace.Root.Absolute(path)) ? StaleCode.OutputModified : StaleCode.OutputMissing)];
            return new ExplainedFile(path, "shard", [.. missing], run, shard.Rows);
        }

        return RoleOf(session, path) is { } role
            ? new ExplainedFile(path, role, [.. reasons.Where(r => role == "definition" ? r.What == "dataset" : r.Where is { } where && (where == path || where.StartsWith(path + ":", StringComparison.Ordinal)))], [], null)
            : null;
    }

    private static string? RoleOf(BuildSession session, string path) =>
        session.Files.Inputs.FirstOrDefault(i => i.Path == path) is { } input ? input.Role switch
        {
            InputRole.Schema => "schema",
            InputRole.Template => "template",
            InputRole.Teachers => "teachers",
            _ => "definition",
        }
        : session.Seeds.Inputs.SelectMany(i => i.Files).Any(f => f.Path == path) ? "seeds"
        : null;
}
