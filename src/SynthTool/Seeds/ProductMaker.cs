using System.Buffers;
using System.Text;
using System.Text.Json;
using SynthTool.Diagnostics;
using SynthTool.Expressions;
using SynthTool.Formats.Records;
using SynthTool.Store;

namespace SynthTool.Seeds;

/// <summary>Makes seeds of combinations. Their parts were checked, named and put into canonical form when their sources were read.</summary>
internal sealed class ProductMaker(SourcePlan source) : ISeedMaker
{
    /// <summary>A combination is one level above its records.</summary>
    public static readonly JsonDocumentOptions Options = new() { MaxDepth = RecordLimits.MaxDepth + 1 };

    private readonly SeedNames names = new(source.WhereNames);
    private readonly ArrayBufferWriter<byte> kept = new();

    public ReadOnlyMemory<byte> Value => kept.WrittenMemory;

    public ScanItem Make(RecordBatch batch, in RawRecord raw)
    {
        var item = new ScanItem { Start = batch.Offset + raw.Start, End = batch.Offset + raw.Start + raw.Length, Line = raw.Line };
        if (raw.Problem is { } broken)
        {
            return item with { Problems = [broken] };
        }

        var line = batch.BytesOf(raw);
        var key = line.Span[..line.Span.IndexOf((byte)'\t')];
        var group = line.Span[(key.Length + 1)..];
        group = group[..group.IndexOf((byte)'\t')];
        var value = line[(key.Length + group.Length + 2)..];
        if (!IsChosen(value, raw.Line - 1, out var problem))
        {
            return problem is null ? item : item with { Problems = [problem] };
        }

        kept.ResetWrittenCount();
        kept.Write(value.Span);
        var text = Encoding.UTF8.GetString(key);
        return item with
        {
            Key = text,
            Group = group.IsEmpty ? text : Encoding.UTF8.GetString(group),
            Content = ContentHash.Of(value.Span),
            KeyHash = KeyIndex.HashOf(key),
            CutHash = Boundary.HashOf(key, SeedMaker.PartitionCut),
        };
    }

    private bool IsChosen(ReadOnlyMemory<byte> value, long number, out Diagnostic? problem)
    {
        problem = null;
        if (source.Where is not { } where)
        {
            return true;
        }

        using var document = JsonDocument.Parse(value, Options);
        try
        {
            names.Seed = document.RootElement;
            return where.Test(names);
        }
        catch (ExpressionFailure failure)
        {
            var places = source.Product!.PlacesOf(number);
            problem = new(SeedsDiagnostics.ConditionFailed, places[0], $"The condition \"where\" cannot be decided for this record with {string.Join(" and ", places.Skip(1))}: {failure.Message}");
            return false;
        }
    }
}
