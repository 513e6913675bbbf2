using System.Collections.Immutable;
using SynthTool.Files;

namespace SynthTool.Formats.Taxonomy;

/// <summary>Finds the leaves of a taxonomy's tree: every <c>qna.yaml</c> in it.</summary>
internal static class TaxonomyTree
{
    private const string LeafName = "qna.yaml";
    private const string NoDocument = "attribution.txt";

    /// <param name="root">The repository.</param>
    /// <param name="folder">The tree, relative to the repository's root; empty: the root itself.</param>
    /// <param name="files">Every file of the tree, in ordinal order.</param>
    /// <returns>The leaves' paths from the repository's root, and where each lies.</returns>
    public static IEnumerable<(string RepoPath, TaxonomyPlace Place)> Leaves(RepositoryRoot root, string folder, ImmutableArray<string> files)
    {
        var prefix = folder.Length == 0 ? "" : folder.TrimEnd('/') + "/";
        foreach (var leaf in files.Where(IsLeaf))
        {
            var below = leaf[..(leaf.LastIndexOf('/') + 1)];
            var first = LowerBound(files, below);
            var beside = files.Skip(first).TakeWhile(f => f.StartsWith(below, StringComparison.Ordinal)).Where(f => !IsLeaf(f) && NameOf(f) != NoDocument);
            yield return (leaf, new TaxonomyPlace(below[prefix.Length..].TrimEnd('/'), [.. beside.Select(f => Beside(root, f)).OfType<BesideFile>()]));
        }
    }

    private static bool IsLeaf(string path) => NameOf(path) == LeafName;

    private static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static BesideFile? Beside(RepositoryRoot root, string path)
    {
        var absolute = root.Absolute(path);
        return FileStamp.Of(absolute) is { IsFolder: false } stamp ? new BesideFile(path, absolute, stamp) : null;
    }

    private static int LowerBound(ImmutableArray<string> files, string prefix)
    {
        var (low, high) = (0, files.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = string.CompareOrdinal(files[middle], prefix) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
