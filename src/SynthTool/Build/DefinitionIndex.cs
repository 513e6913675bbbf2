using System.Collections.Immutable;
using System.Runtime.InteropServices;
using SynthTool.Files;

namespace SynthTool.Build;

/// <summary>Remembers the definitions and lonely locks that a walk found, and the stamps of the folders it saw: while those hold, so does the answer.</summary>
internal static class DefinitionIndex
{
    private const int Magic = 0x53594e45;

    private static readonly string[] PassedOver = ["artifacts", "bin", "node_modules", "obj", "out"];

    /// <summary>What the last walk of the folder found, or null when it must be walked.</summary>
    public static FoundDefinitions? TryRead(RepositoryRoot root, string folder)
    {
        if (SealedFile.Read(PathFor(root, folder)) is not { } content)
        {
            return null;
        }

        try
        {
            using var reader = new BinaryReader(content);
            if (reader.ReadInt32() != Magic + Epochs.State || reader.ReadString() != folder)
            {
                return null;
            }

            var found = new FoundDefinitions(ReadPaths(reader), ReadPaths(reader));
            return TrustedStamp.AllHold(reader, root) ? found : null;
        }
        catch (Exception e) when (e is IOException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Walks the folder and remembers what it found.</summary>
    public static FoundDefinitions Walk(RepositoryRoot root, string folder, long nowNs)
    {
        var definitions = new List<string>();
        var locks = new List<string>();
        var folders = new List<TrustedStamp>();
        var open = new Stack<string>([folder]);
        while (open.TryPop(out var current))
        {
            var absolute = root.Absolute(current);
            folders.Add(TrustedStamp.Of(current, FileStamp.Of(absolute), nowNs));
            var files = Disk.FilesIn(absolute);
            definitions.AddRange(Named(files, current, ".synth.yaml"));
            locks.AddRange(Named(files, current, ".synth.lock"));
            foreach (var below in Disk.FoldersIn(absolute).Where(f => f[0] != '.' && !PassedOver.Contains(f, StringComparer.Ordinal)))
            {
                if (root.StaysInside(Join(current, below)))
                {
                    open.Push(Join(current, below));
                }
            }
        }

        var lonely = locks.Except(definitions.Select(LockFile.PathFor), StringComparer.Ordinal);
        var found = new FoundDefinitions([.. definitions.Order(StringComparer.Ordinal)], [.. lonely.Order(StringComparer.Ordinal)]);
        Write(root, folder, found, [.. folders.OrderBy(f => f.Path, StringComparer.Ordinal)]);
        return found;
    }

    private static IEnumerable<string> Named(IReadOnlyList<string> files, string folder, string ending) =>
        files.Where(f => f.EndsWith(ending, StringComparison.Ordinal) && f.Length > ending.Length).Select(f => Join(folder, f));

    private static void Write(RepositoryRoot root, string folder, FoundDefinitions found, ImmutableArray<TrustedStamp> folders)
    {
        // An index is worth its file only where there is something to build.
        if (found.Paths.IsEmpty)
        {
            return;
        }

        CacheFolder.Ignore(root);
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        writer.Write(Magic + Epochs.State);
        writer.Write(folder);
        WritePaths(writer, found.Paths);
        WritePaths(writer, found.LonelyLocks);
        TrustedStamp.WriteAll(writer, folders);
        writer.Flush();
        SealedFile.Write(PathFor(root, folder), memory);
    }

    private static ImmutableArray<string> ReadPaths(BinaryReader reader)
    {
        var paths = new string[SealedFile.ReadCount(reader, leastBytes: 1)];
        for (var i = 0; i < paths.Length; i++)
        {
            paths[i] = reader.ReadString();
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(paths);
    }

    private static void WritePaths(BinaryWriter writer, ImmutableArray<string> paths)
    {
        writer.Write(paths.Length);
        foreach (var path in paths)
        {
            writer.Write(path);
        }
    }

    private static string PathFor(RepositoryRoot root, string folder) => Path.Join(CacheFolder.Root(root), $"definitions-{PathHash.Of(folder)}");

    private static string Join(string folder, string name) => folder.Length == 0 ? name : $"{folder}/{name}";
}

/// <summary>What a walk of a folder found, as sorted repository paths.</summary>
/// <param name="LonelyLocks">Locks beside which no definition lies.</param>
internal sealed record FoundDefinitions(ImmutableArray<string> Paths, ImmutableArray<string> LonelyLocks);
