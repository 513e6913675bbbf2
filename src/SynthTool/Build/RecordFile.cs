using System.Collections.Immutable;
using SynthTool.Formats;
using SynthTool.Shards;
using SynthTool.Store;

namespace SynthTool.Build;

/// <summary>The partition records of the last build, in a disposable binary file. What cannot be read is as if it had never been.</summary>
internal static class RecordFile
{
    public static ImmutableDictionary<TraceKey, PartitionRecord> Read(string absolute, string toolVersion)
    {
        var none = ImmutableDictionary<TraceKey, PartitionRecord>.Empty;
        if (SealedFile.Read(absolute) is not { } content)
        {
            return none;
        }

        try
        {
            using var reader = new BinaryReader(content);
            return reader.ReadInt32() == Epochs.State && reader.ReadString() == toolVersion ? ReadAll(reader) : none;
        }
        catch (Exception e) when (e is IOException or FormatException or ArgumentException)
        {
            return none;
        }
    }

    public static void Write(string absolute, string toolVersion, IEnumerable<KeyValuePair<TraceKey, PartitionRecord>> records)
    {
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        writer.Write(Epochs.State);
        writer.Write(toolVersion);
        var sorted = records.OrderBy(r => r.Key.Stage).ThenBy(r => r.Key.Partition, StringComparer.Ordinal).ToList();
        writer.Write(sorted.Count);
        foreach (var (key, record) in sorted)
        {
            writer.Write(key.Stage);
            writer.Write(key.Partition);
            Write(writer, record);
        }

        writer.Flush();
        SealedFile.Write(absolute, memory);
    }

    private static ImmutableDictionary<TraceKey, PartitionRecord> ReadAll(BinaryReader reader)
    {
        var records = ImmutableDictionary.CreateBuilder<TraceKey, PartitionRecord>();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            records[new TraceKey(reader.ReadInt32(), reader.ReadString())] = ReadRecord(reader);
        }

        return records.ToImmutable();
    }

    private static void Write(BinaryWriter writer, PartitionRecord record)
    {
        Write(writer, record.Trace.Input);
        Write(writer, record.Trace.Output);
        Write(writer, record.Trace.Responses);
        WriteAll(writer, record.Counts, c =>
        {
            writer.Write(c.Step);
            writer.Write(c.In);
            writer.Write(c.Out);
        });
        WriteAll(writer, record.Removed, r =>
        {
            writer.Write(r.Step);
            writer.Write(r.Reason);
            writer.Write(r.IsQuarantine);
            writer.Write(r.Rows);
        });
        WriteAll(writer, record.Splits, s =>
        {
            writer.Write(s.Split);
            writer.Write(s.Rows);
        });
        writer.Write(record.Responses);
        writer.Write(record.InputTokens);
        writer.Write(record.OutputTokens);
        WriteAll(writer, record.Slices, s => Write(writer, s));
    }

    private static PartitionRecord ReadRecord(BinaryReader reader) => new(
        new Trace(ReadHash(reader), ReadHash(reader), ReadHash(reader)),
        ReadAll(reader, () => new Steps.StepCount(reader.ReadString(), reader.ReadInt64(), reader.ReadInt64())),
        ReadAll(reader, () => new RemovedCount(reader.ReadString(), reader.ReadString(), reader.ReadBoolean(), reader.ReadInt64())),
        ReadAll(reader, () => new SplitCount(reader.ReadString(), reader.ReadInt64())),
        reader.ReadInt64(),
        reader.ReadInt64(),
        reader.ReadInt64(),
        ReadAll(reader, () => ReadSlice(reader)));

    private static void Write(BinaryWriter writer, OutputSlice slice)
    {
        Write(writer, slice.Output);
        WriteAll(writer, slice.Slice.Splits, s =>
        {
            writer.Write(s.Split);
            writer.Write(s.Rows);
            Write(writer, s.Digest);
        });
        WriteAll(writer, slice.Slice.Observed, s => writer.Write(s.ToText()));
    }

    private static OutputSlice ReadSlice(BinaryReader reader) => new(
        ReadHash(reader),
        new Slice(
            ReadAll(reader, () => new SplitRows(reader.ReadString(), reader.ReadInt64(), ReadHash(reader))),
            ReadAll(reader, () => Shape.TryParse(reader.ReadString()) ?? Shape.Any)));

    private static void WriteAll<T>(BinaryWriter writer, ImmutableArray<T> items, Action<T> write)
    {
        writer.Write(items.Length);
        foreach (var item in items)
        {
            write(item);
        }
    }

    private static ImmutableArray<T> ReadAll<T>(BinaryReader reader, Func<T> read)
    {
        var items = ImmutableArray.CreateBuilder<T>();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            items.Add(read());
        }

        return items.DrainToImmutable();
    }

    private static void Write(BinaryWriter writer, ContentHash hash)
    {
        Span<byte> bytes = stackalloc byte[ContentHash.Size];
        hash.CopyTo(bytes);
        writer.Write(bytes);
    }

    private static ContentHash ReadHash(BinaryReader reader) => ContentHash.FromBytes(reader.ReadBytes(ContentHash.Size));
}
