using SynthTool.Files;

namespace SynthTool.Build;

/// <summary>
/// The form of the state file: a head with what is said of an up-to-date dataset, the stamps, the whole outcome. Apart
/// from <see cref="QuickState"/>, so that a build with nothing to do loads no collection library.
/// </summary>
internal static class QuickStateFile
{
    private const int Magic = 0x53594e51;

    /// <summary>States that need each other are of definitions that were edited since; whoever builds says so.</summary>
    private const int MostDepth = 100;

    /// <summary>The summary of a state whose every stamp holds; null when there is none that this tool can use, or one does not.</summary>
    public static UpToDate? ReadIfItHolds(string absolute, string toolVersion, RepositoryRoot root, int depth = 0) => Read(
        absolute, toolVersion, (known, reader) =>
            TrustedStamp.AllHold(reader, root) && TrustedStamp.AllHold(reader, root) && TrustedStamp.AllHold(reader, root)
            && ReadUpstream(reader) is var upstream && AllHold(root, toolVersion, upstream, depth + 1) ? known with { Upstream = upstream } : null);

    /// <summary>Whether the states of these definitions, and of all that those need, hold.</summary>
    /// <remarks>With loops alone, see <see cref="TrustedStamp.AllHold"/>.</remarks>
    public static bool AllHold(RepositoryRoot root, string toolVersion, ReadOnlySpan<string> definitions, int depth = 0)
    {
        foreach (var definition in definitions)
        {
            if (depth > MostDepth || ReadIfItHolds(CacheFolder.For(root, definition).QuickState, toolVersion, root, depth) is null)
            {
                return false;
            }
        }

        return true;
    }

    public static string[] ReadUpstream(BinaryReader reader)
    {
        var upstream = new string[SealedFile.ReadCount(reader, leastBytes: 1)];
        for (var i = 0; i < upstream.Length; i++)
        {
            upstream[i] = reader.ReadString();
        }

        return upstream;
    }

    /// <summary>Reads head and body; null when there is no state that this tool can use.</summary>
    public static T? Read<T>(string absolute, string toolVersion, Func<UpToDate, BinaryReader, T?> body)
        where T : class
    {
        if (SealedFile.Read(absolute) is not { } content)
        {
            return null;
        }

        try
        {
            using var reader = new BinaryReader(content);
            return reader.ReadInt32() == Magic + Epochs.State && reader.ReadString() == toolVersion ? body(ReadKnown(reader), reader) : null;
        }
        catch (Exception e) when (e is IOException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    public static void WriteHead(BinaryWriter writer, string toolVersion, UpToDate known)
    {
        writer.Write(Magic + Epochs.State);
        writer.Write(toolVersion);
        writer.Write(known.Dataset);
        writer.Write(known.Definition);
        writer.Write(known.Rows);
        writer.Write(known.Shards);
        writer.Write(known.Warns);
    }

    private static UpToDate ReadKnown(BinaryReader reader) => new(reader.ReadString(), reader.ReadString(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadBoolean(), []);
}
