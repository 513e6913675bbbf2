using System.Buffers;
using SynthTool.Files;

namespace SynthTool.Store;

/// <summary>Writes the committed answers of one step: sorted by key, one a line, in one file or in several by how the keys begin.</summary>
internal sealed class CommittedWriter(string folder, string step, long maxFileBytes)
{
    /// <summary>The longest beginning of a key that a file is named after.</summary>
    public const int MaxPrefixLength = 4;

    private readonly ArrayBufferWriter<byte> line = new();

    /// <summary>Writes the lines of these keys and removes what else the step has.</summary>
    /// <param name="index">Where committed lines lie.</param>
    /// <param name="kept">The committed lines that stay, sorted.</param>
    /// <param name="added">Keys of new lines, sorted and none of them kept.</param>
    /// <param name="source">Knows the answers of the new lines.</param>
    /// <returns>Whether any file changed.</returns>
    public bool Write(CommittedIndex index, IReadOnlyList<KeyEntry> kept, IReadOnlyList<ContentHash> added, IResponses source)
    {
        long bytes = 0;
        Each(index, kept, added, source, (_, _) => bytes += line.WrittenCount);
        var prefixLength = PrefixLength(bytes, maxFileBytes);
        var names = new HashSet<string>(StringComparer.Ordinal);
        var changed = WriteFiles(index, kept, added, source, prefixLength, names);
        foreach (var old in index.Files.Where(f => f.Step == step && !names.Contains(Path.GetFileName(f.FilePath))))
        {
            Disk.Delete(old.FilePath);
            changed = true;
        }

        return changed;
    }

    /// <summary>How many hex digits of the key name a file, so that an average file stays below the bound: the content alone decides.</summary>
    public static int PrefixLength(long bytes, long maxFileBytes)
    {
        var length = 0;
        while (length < MaxPrefixLength && bytes >> (4 * length) > maxFileBytes)
        {
            length++;
        }

        return length;
    }

    private bool WriteFiles(CommittedIndex index, IReadOnlyList<KeyEntry> kept, IReadOnlyList<ContentHash> added, IResponses source, int prefixLength, HashSet<string> names)
    {
        AtomicFile? file = null;
        var current = "";
        var changed = false;
        try
        {
            Each(index, kept, added, source, (high, _) =>
            {
                var name = CommittedFile.NameFor(step, high.ToString("x16", null)[..prefixLength]);
                if (name != current)
                {
                    changed |= file?.CommitIfChanged() ?? false;
                    file?.Dispose();
                    file = AtomicFile.Create(Path.Combine(folder, name));
                    current = name;
                    names.Add(name);
                }

                file!.Append(line.WrittenSpan);
            });
            changed |= file?.CommitIfChanged() ?? false;
        }
        finally
        {
            file?.Dispose();
        }

        return changed;
    }

    /// <summary>Puts each line, with its end, into <see cref="line"/>, in the order of keys.</summary>
    private void Each(CommittedIndex index, IReadOnlyList<KeyEntry> kept, IReadOnlyList<ContentHash> added, IResponses source, Action<ulong, ulong> onLine)
    {
        var (k, a) = (0, 0);
        while (k < kept.Count || a < added.Count)
        {
            line.ResetWrittenCount();
            var takesKept = k < kept.Count && (a == added.Count || (kept[k].High, kept[k].Low).CompareTo((added[a].A, added[a].B)) <= 0);
            var (high, low) = takesKept ? (kept[k].High, kept[k].Low) : (added[a].A, added[a].B);
            if (takesKept)
            {
                var entry = kept[k++];
                index.Files[entry.File].ReadLine(entry.Offset, bytes =>
                {
                    line.Write(bytes);
                    return 0;
                });
            }
            else if (source.TryGet(added[a++], out var answer))
            {
                AnswerJson.Write(line, added[a - 1], answer);
            }

            if (line.WrittenCount > 0)
            {
                line.Write("\n"u8);
                onLine(high, low);
            }
        }
    }
}
