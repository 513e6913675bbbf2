using System.Buffers;
using System.Text.Json;
using SynthTool.Formats;
using SynthTool.Store;

namespace SynthTool.Shards;

/// <summary>Counts and digests projected rows, split by split.</summary>
internal sealed class SliceBuilder(Projection projection) : IDisposable
{
    private readonly SortedDictionary<string, SplitCount> splits = new(StringComparer.Ordinal);
    private readonly ObservedShape[] observed = [.. projection.Columns.Select(_ => new ObservedShape())];
    private readonly ArrayBufferWriter<byte> canonical = new(4096);

    public void Add(string split, ReadOnlySpan<JsonElement> values)
    {
        if (!splits.TryGetValue(split, out var count))
        {
            splits.Add(split, count = new SplitCount());
        }

        count.Rows++;
        for (var i = 0; i < values.Length; i++)
        {
            canonical.ResetWrittenCount();
            CanonicalJson.Write(values[i], canonical);
            count.Digest.Add(canonical.WrittenSpan);
            if (!projection.Columns[i].IsMessages)
            {
                observed[i].Add(values[i]);
            }
        }
    }

    public Slice Finish() => new([.. splits.Select(s => new SplitRows(s.Key, s.Value.Rows, s.Value.Digest.Finish()))], [.. observed.Select(o => o.ToShape())]);

    public void Dispose()
    {
        foreach (var count in splits.Values)
        {
            count.Digest.Dispose();
        }
    }

    private sealed class SplitCount
    {
        public long Rows { get; set; }

        public ContentHasher Digest { get; } = new();
    }
}
