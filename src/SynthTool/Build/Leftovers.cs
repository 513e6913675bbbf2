using System.Text;
using SynthTool.Files;
using SynthTool.Shards;

namespace SynthTool.Build;

/// <summary>
/// What a build that was killed left behind: unfinished files, and shards that got their names but no manifest. The names of the latter are
/// written down before the first of them appears, for nobody else could tell them from files of a person.
/// </summary>
internal static class Leftovers
{
    private const int MaxBytes = 64 * 1024 * 1024;

    /// <summary>Writes down the shards that are about to appear.</summary>
    public static void Announce(BuildSession session, IEnumerable<ShardPlan> plans)
    {
        var paths = Announced(session).Concat(plans.Select(p => PathOf(session, p.Path))).Distinct(StringComparer.Ordinal);
        AtomicFile.Write(ListOf(session), Encoding.UTF8.GetBytes(string.Join('\n', paths)), durable: false);
    }

    /// <summary>Removes it all. The dataset's lock is held, so that none of it is another build's work.</summary>
    /// <param name="current">The repository paths of the shards that the dataset has.</param>
    /// <returns>How many shards were removed.</returns>
    public static int Remove(BuildSession session, IReadOnlySet<string> current)
    {
        var root = session.Workspace.Root;
        var removed = 0;
        foreach (var path in Announced(session).Where(p => !current.Contains(p) && IsShard(p) && root.StaysInside(p) && Disk.FileExists(root.Absolute(p))))
        {
            Disk.Delete(root.Absolute(path));
            removed++;
        }

        Disk.Delete(ListOf(session));
        foreach (var folder in session.Definition.Outputs.Select(o => PathOf(session, o.Name.Value)).Append(session.OutputFolder).Where(f => root.StaysInside(f)))
        {
            AtomicFile.RemoveLeftovers(root.Absolute(folder));
        }

        AtomicFile.RemoveLeftoversOf(root.Absolute(session.LockPath));
        AtomicFile.RemoveLeftovers(session.Cache.AbsolutePath);
        return removed;
    }

    /// <summary>Whether a repository path can be that of a shard: what names files to remove may have been written by anybody.</summary>
    public static bool IsShard(string path) =>
        path.StartsWith("out/", StringComparison.Ordinal) && path.EndsWith(".parquet", StringComparison.Ordinal) && !path.Split('/').Any(part => part is ".." or ".");

    // A rehearsal knows nothing of the dataset's own shards.
    private static string ListOf(BuildSession session) => session.Cache.Unfinished + (session.Options.Rehearse ? ".rehearsal" : "");

    private static string PathOf(BuildSession session, string path) => $"{session.OutputFolder}/{path}";

    private static string[] Announced(BuildSession session)
    {
        var content = FileContent.ReadText(ListOf(session), MaxBytes);
        return content.Problem is null ? content.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries) : [];
    }
}
