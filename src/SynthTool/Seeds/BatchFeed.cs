using System.Collections.Immutable;
using SynthTool.Formats.Records;

namespace SynthTool.Seeds;

/// <summary>Batches of records from a position on to the end of the last file.</summary>
internal sealed class BatchFeed(ImmutableArray<ScanFile> files, ScanPosition from) : IDisposable
{
    private const int SmallestBatch = 64 * 1024;
    private const int LargestBatch = 1024 * 1024;

    private ScanPosition next = from;
    private RecordReader? reader;
    private int size = SmallestBatch; // grows: whoever needs little should not read much

    public bool Fill(ScanSlot slot)
    {
        for (; next.File < files.Length; next = ScanPosition.StartOf(next.File + 1))
        {
            var file = files[next.File].File;
            reader ??= new RecordReader(file, new RecordRange(next.Offset, file.Size, next.Line));
            if (reader.Read(slot.Batch, size))
            {
                slot.File = next.File;
                size = Math.Min(size * 2, LargestBatch);
                return true;
            }

            reader.Dispose();
            reader = null;
        }

        return false;
    }

    public void Dispose() => reader?.Dispose();
}
