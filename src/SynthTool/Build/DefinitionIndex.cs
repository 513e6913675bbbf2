using System.Collections.Immutable;
using SynthTool.Files;

namespace SynthTool.Build;

/// <summary>Remembers the definitions that a walk found, and the stamps of the folders it saw: while those hold, so does the answer.</summary>
internal static class DefinitionIndex
{
    private const int Magic = 0x53594e44;

    private static readonly string[] PassedOver = ["artifacts", "bin", "node_modules", "obj", "out"];

    public static IReadOnlyList<string>? TryRead(RepositoryRoot root, string folder)
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

            var found = new string[SealedFile.ReadCount(reader, leastBytes: 1)];
            for (var i = 0; i < found.Length; i++)
            {
                found[i] = reader.ReadString();
            }

            return TrustedStamp.AllHold(reader, root) ? found : null;
        }
        catch (Exception e) when (e is IOException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Walks the folder and remembers what it found.</summary>
    public static ImmutableArray<string> Walk(RepositoryRoot root, string folder, long nowNs)
    {
        var found = new List<string>();
        var folders = new List<TrustedStamp>();
        var open = new Stack<string>([folder]);
        while (open.TryPop(out var current))
        {
            var absolute = root.Absolute(current);
            folders.Add(TrustedStamp.Of(current, FileStamp.Of(absolute), nowNs));
            found.AddRange(Disk.FilesIn(absolute)
                .Where(f => f.EndsWith(".synth.yaml", StringComparison.Ordinal) && f.Length > ".synth.yaml".Length)
                .Select(f => Join(current, f)));
            foreach (var below in Disk.FoldersIn(absolute).Where(f => f[0] != '.' && !PassedOver.Contains(f, StringComparer.Ordinal)))
            {
                if (root.StaysInside(Join(current, below)))
                {
                    open.Push(Join(current, below));
                }
            }
        }

        var sorted = found.Order(StringComparer.Ordinal).ToImmutableArray();
        Write(root, folder, sorted, [.. folders.OrderBy(f => f.Path, StringComparer.Ordinal)]);
        return sorted;
    }

    private static void Write(RepositoryRoot root, string folder, ImmutableArray<string> found, ImmutableArray<TrustedStamp> folders)
    {
        // An index is worth its file only where there is something to build.
        if (found.Length == 0)
        {
            return;
        }

        CacheFolder.Ignore(root);
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        writer.Write(Magic + Epochs.State);
        writer.Write(folder);
        writer.Write(found.Length);
        foreach (var path in found)
        {
            writer.Write(path);
        }

        TrustedStamp.WriteAll(writer, folders);
        writer.Flush();
        SealedFile.Write(PathFor(root, folder), memory);
    }

    private static string PathFor(RepositoryRoot root, string folder) => Path.Join(CacheFolder.Root(root), $"definitions-{PathHash.Of(folder)}");

    private static string Join(string folder, string name) => folder.Length == 0 ? name : $"{folder}/{name}";
}
