using SynthTool.Build;
using SynthTool.Files;

namespace SynthTool.Differences;

/// <summary>Finds the files of seeds that differ between two sides. The locks say that seeds differ, and never where they lie.</summary>
internal static class SeedFiles
{
    private const int MaxCompared = 64 * 1024 * 1024;
    private const int MaxTold = 5;

    public static IReadOnlyList<string> Differing(Workspace workspace, IRevisions? revisions, DiffSide from, DiffSide to, CancellationToken ct)
    {
        var patterns = from.SeedPatterns.Concat(to.SeedPatterns).ToHashSet(StringComparer.Ordinal);
        if (revisions is null || patterns.Count == 0)
        {
            return [];
        }

        var (old, now) = (Of(workspace, revisions, from, patterns, ct), Of(workspace, revisions, to, patterns, ct));
        return [.. old.Keys.Union(now.Keys, StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Where(path => !old.TryGetValue(path, out var a) || !now.TryGetValue(path, out var b) || Differ(path, a, b))
            .Take(MaxTold)];

        bool Differ(string path, string? a, string? b) => a is not null && b is not null
            ? a != b
            : !Text(from, path).AsSpan().SequenceEqual(Text(to, path));

        byte[] Text(DiffSide side, string path)
        {
            using var bytes = new MemoryStream();
            if (side.Revision is { } revision)
            {
                _ = revisions.Read(revision, path, piece => Append(bytes, piece), ct);
            }
            else
            {
                Append(bytes, FileContent.Read(workspace.Root.Absolute(path), MaxCompared).Bytes);
            }

            return bytes.ToArray();
        }
    }

    // A Windows checkout has other line ends.
    private static void Append(MemoryStream to, ReadOnlySpan<byte> bytes)
    {
        foreach (var part in bytes.Split((byte)'\r'))
        {
            if (to.Length < MaxCompared)
            {
                to.Write(bytes[part]);
            }
        }
    }

    /// <summary>The side's files that a pattern matches, with the ids of their contents; null for those of the work tree.</summary>
    private static Dictionary<string, string?> Of(Workspace workspace, IRevisions revisions, DiffSide side, HashSet<string> patterns, CancellationToken ct) => side switch
    {
        { Exists: false } => [],
        { Revision: { } revision } => revisions.Files(revision, ct)
            .Where(f => patterns.Any(p => Glob.Matches(p, f.Path)))
            .ToDictionary(f => f.Path, string? (f) => f.Id, StringComparer.Ordinal),
        _ => patterns.SelectMany(p => Glob.Find(workspace.Root, p).Files).Distinct(StringComparer.Ordinal).ToDictionary(f => f, _ => (string?)null, StringComparer.Ordinal),
    };
}
