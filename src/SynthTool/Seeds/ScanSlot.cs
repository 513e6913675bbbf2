using SynthTool.Formats.Records;

namespace SynthTool.Seeds;

/// <summary>What one thread needs to turn records into seeds.</summary>
internal sealed class ScanSlot(IReadOnlySet<string>? fieldsUsed)
{
    private readonly Dictionary<SourcePlan, ISeedMaker> makers = new(ReferenceEqualityComparer.Instance);

    public RecordBatch Batch { get; } = new();

    /// <summary>Which file of the scan the batch is from.</summary>
    public int File { get; set; }

    /// <summary>What became of the batch's records, in their order.</summary>
    public List<ScanItem> Items { get; } = [];

    public ISeedMaker MakerOf(SourcePlan source)
    {
        if (!makers.TryGetValue(source, out var maker))
        {
            makers[source] = maker = source.Product is null ? new SeedMaker(source, fieldsUsed) : new ProductMaker(source);
        }

        return maker;
    }

    public void Work(SourcePlan source)
    {
        var maker = MakerOf(source);
        Items.Clear();
        foreach (ref readonly var record in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(Batch.Records))
        {
            Items.Add(maker.Make(Batch, record));
        }
    }
}
