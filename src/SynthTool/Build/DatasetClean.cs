using System.Collections.Immutable;
using SynthTool.Files;
using SynthTool.Shards;
using SynthTool.Store;

namespace SynthTool.Build;

/// <summary>Removes what a build wrote and can write again for nothing. Answers are never removed.</summary>
internal static class DatasetClean
{
    /// <summary>What the output folder of a rehearsal ends with.</summary>
    public const string Rehearsal = ".rehearsal";

    /// <param name="cacheToo">Also this dataset's part of <c>.synth/cache</c>.</param>
    public static CleanOutcome Run(Workspace workspace, string definition, bool cacheToo)
    {
        var name = Datasets.NameIn(workspace.Root, definition) ?? "";
        var removed = ImmutableArray.CreateBuilder<string>();
        var kept = ImmutableArray.CreateBuilder<string>();
        if (IsFolderName(name))
        {
            CleanOutputs(workspace.Root, Manifest.FolderOf(name), removed, kept);
            CleanOutputs(workspace.Root, Manifest.FolderOf(name + Rehearsal), removed, kept);
        }

        var cache = CacheFolder.For(workspace.Root, definition);
        var paths = cacheToo ? [cache.AbsolutePath] : new[] { cache.QuickState };
        foreach (var path in paths.Where(p => FileStamp.Of(p) is not null))
        {
            if (cacheToo)
            {
                Disk.DeleteFolder(path);
                removed.Add(workspace.Root.Relative(path));
            }
            else
            {
                Disk.Delete(path);
            }
        }

        return new CleanOutcome(name, definition, removed.ToImmutable(), kept.ToImmutable());
    }

    // The name comes from a definition that may have errors: it must not reach another folder.
    private static bool IsFolderName(string name) => name.Length > 0 && name is not ("." or "..") && !name.AsSpan().ContainsAny('/', '\\', '\0');

    /// <summary>Removes the files of the folder's manifest, the manifest and the card; what a person changed is kept.</summary>
    public static void CleanOutputs(RepositoryRoot root, string folder, ImmutableArray<string>.Builder removed, ImmutableArray<string>.Builder kept)
    {
        var path = $"{folder}/{Manifest.FileName}";
        var content = FileContent.Read(root.Absolute(path), ManifestFormat.MaxBytes);
        if (content.Problem is not null || ManifestFormat.Read(content.Bytes, path).Value is not { } manifest)
        {
            return;
        }

        foreach (var file in manifest.Files)
        {
            var shard = $"{folder}/{file.Path}";
            var absolute = root.Absolute(shard);
            if (!root.StaysInside(shard) || !Disk.FileExists(absolute))
            {
                continue;
            }

            if (FileDigest.Of(absolute) == file.Sha256)
            {
                Disk.Delete(absolute);
                removed.Add(shard);
            }
            else
            {
                kept.Add(shard);
            }
        }

        foreach (var own in new[] { $"{folder}/{DatasetCard.FileName}", path })
        {
            Disk.Delete(root.Absolute(own));
            removed.Add(own);
        }

        foreach (var output in manifest.Outputs.Select(o => $"{folder}/{o.Name}").Append(folder))
        {
            Disk.DeleteFolderIfEmpty(root.Absolute(output));
        }
    }
}

/// <summary>What was removed, as repository paths; files that a person changed are kept and named.</summary>
internal sealed record CleanOutcome(string Dataset, string Definition, ImmutableArray<string> Removed, ImmutableArray<string> Kept);
