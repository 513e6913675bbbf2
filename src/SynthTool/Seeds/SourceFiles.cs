using System.Collections.Immutable;
using SynthTool.Definition;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Formats.Records;

namespace SynthTool.Seeds;

/// <summary>The files that a source's paths and patterns stand for.</summary>
/// <param name="Files">In ordinal order of their paths, each once.</param>
/// <param name="Folders">Every folder that was searched, in ordinal order.</param>
internal sealed record SourceFiles(ImmutableArray<RecordFile> Files, ImmutableArray<StampedPath> Folders)
{
    public static SourceFiles Find(RepositoryRoot root, SourceDefinition source, Findings findings)
    {
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

        var absolute = root.Absolute(path);
        var stamped = FileStamp.Of(absolute);
        if (stamped is null)
        {
            findings.Add(FilesDiagnostics.Missing, new SourcePlace(path), $"{Quoted.Path(path)} leads to no file", "it is a link: remove it, or bring back what it leads to");
        }

        return format is { } known && stamped is { } stamp ? new RecordFile(path, absolute, known, stamp) { Chunk = source.Chunk?.Value, Columns = [.. source.Columns.Select(c => c.Value)] } : null;
    }
}
