using System.Collections.Immutable;
using SynthTool.Definition;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Formats.Records;
using SynthTool.Formats.Taxonomy;

namespace SynthTool.Seeds;

/// <summary>The files that a source's paths and patterns stand for.</summary>
/// <param name="Files">In ordinal order of their paths, each once.</param>
/// <param name="Folders">Every folder that was searched, in ordinal order.</param>
internal sealed record SourceFiles(ImmutableArray<RecordFile> Files, ImmutableArray<StampedPath> Folders)
{
    /// <summary>The files and whatever lies beside them that their records are made of, in ordinal order of their paths.</summary>
    public ImmutableArray<StampedPath> Stamped() => [.. Files
        .Select(f => new StampedPath(f.RepoPath, f.Stamp))
        .Concat(Files.SelectMany(f => f.Taxonomy?.Beside ?? []).Select(b => new StampedPath(b.RepoPath, b.Stamp)))
        .DistinctBy(p => p.Path, StringComparer.Ordinal)
        .OrderBy(p => p.Path, StringComparer.Ordinal)];

    public static SourceFiles Find(RepositoryRoot root, SourceDefinition source, Findings findings)
    {
        if (source.Taxonomy is { } taxonomy)
        {
            return FindLeaves(root, taxonomy, findings);
        }

        var paths = new SortedSet<string>(StringComparer.Ordinal);
        var folders = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var from in source.From)
        {
            var found = Glob.Find(root, from.Value);
            findings.AddRange(found.Diagnostics);
            folders.UnionWith(found.Folders);
            paths.UnionWith(found.Files);
            if (found.Files.IsEmpty)
            {
                findings.Add(NoFile(root, from));
            }
        }

        // The stamps come before the reading, so that a change meanwhile shows.
        ImmutableArray<StampedPath> stamped = [.. folders.Select(f => new StampedPath(f, FileStamp.Of(root.Absolute(f))))];
        return new SourceFiles([.. paths.Select(p => FileOf(root, source, p, findings)).OfType<RecordFile>()], stamped);
    }

    private static SourceFiles FindLeaves(RepositoryRoot root, Located<string> tree, Findings findings)
    {
        var found = Glob.Find(root, tree.Value.Length == 0 ? "**" : $"{tree.Value}/**");
        findings.AddRange(found.Diagnostics);
        ImmutableArray<StampedPath> folders = [.. found.Folders.Select(f => new StampedPath(f, FileStamp.Of(root.Absolute(f))))];
        var leaves = ImmutableArray.CreateBuilder<RecordFile>();
        foreach (var (path, place) in TaxonomyTree.Leaves(root, tree.Value, found.Files))
        {
            if (Stamp(root, path, findings) is { } stamp)
            {
                leaves.Add(new RecordFile(path, root.Absolute(path), RecordFormat.Taxonomy, stamp) { Taxonomy = place });
            }
        }

        if (leaves.Count == 0)
        {
            findings.Add(Disk.FolderExists(root.Absolute(tree.Value))
                ? new(SeedsDiagnostics.NoFile, tree.Place, $"No qna.yaml lies in {Quoted.Path(tree.Value)} or below", "name the folder that holds knowledge/ or compositional_skills/")
                : new(SeedsDiagnostics.NoFile, tree.Place, $"The folder {Quoted.Path(tree.Value)} was not found"));
        }

        return new SourceFiles(leaves.ToImmutable(), folders);
    }

    private static FileStamp? Stamp(RepositoryRoot root, string path, Findings findings)
    {
        var stamp = FileStamp.Of(root.Absolute(path));
        if (stamp is null)
        {
            findings.Add(FilesDiagnostics.Missing, new SourcePlace(path), $"{Quoted.Path(path)} leads to no file", "it is a link: remove it, or bring back what it leads to");
        }

        return stamp;
    }

    private static Diagnostic NoFile(RepositoryRoot root, Located<string> from)
    {
        if (Glob.IsPattern(from.Value))
        {
            return new(SeedsDiagnostics.NoFile, from.Place, $"No file matches {Quoted.Path(from.Value)}");
        }

        return Disk.FolderExists(root.Absolute(from.Value))
            ? new(SeedsDiagnostics.NoFile, from.Place, $"{Quoted.Path(from.Value)} is a folder", $"name files in it, such as \"{from.Value}/*.jsonl\"")
            : new(SeedsDiagnostics.NoFile, from.Place, $"The file {Quoted.Path(from.Value)} was not found");
    }

    private static RecordFile? FileOf(RepositoryRoot root, SourceDefinition source, string path, Findings findings)
    {
        var format = RecordFormats.Of(path, out var problem);
        if (problem is not null)
        {
            findings.Add(problem);
        }

        if (format is { } other && source.Chunk is { } chunk)
        {
            if (!other.IsDocument())
            {
                findings.Add(SeedsDiagnostics.NotChunked, chunk.Place, $"{Quoted.Path(path)} is no text that can be cut into chunks", "documents are .md and .txt files; give other files a source of their own");
                return null;
            }

            format = RecordFormat.Chunks;
        }

        var stamped = Stamp(root, path, findings);
        return format is { } known && stamped is { } stamp ? new RecordFile(path, root.Absolute(path), known, stamp) { Chunk = source.Chunk?.Value, Columns = [.. source.Columns.Select(c => c.Value)] } : null;
    }
}
