using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using SynthTool.Definition;
using SynthTool.Diagnostics;
using SynthTool.Expressions;
using SynthTool.Files;
using SynthTool.Formats;
using SynthTool.Formats.Records;
using SynthTool.Store;

namespace SynthTool.Seeds;

/// <summary>Reads sources that are crossed: each alone as any source is read, then their combinations as one source.</summary>
internal sealed class CrossScan
{
    /// <summary>More combinations are a mistake more likely than a wish.</summary>
    public const long MaxSeeds = 100_000_000;

    /// <summary>How much memory the records of all crossed sources may take together: 256 MiB.</summary>
    public const long MaxHeldBytes = 256 * 1024 * 1024;

    /// <summary>Samples are drawn by another hash of the keys than partitions and shards are cut by.</summary>
    private const long SampleCut = 3;

    private readonly CrossDefinition cross;
    private readonly ImmutableArray<SourceDefinition> definitions;
    private readonly SeedScanOptions options;
    private readonly Findings findings = new();
    private readonly CancellationToken ct;

    private CrossScan(ImmutableArray<SourceDefinition> definitions, CrossDefinition cross, SeedScanOptions options, CancellationToken ct)
    {
        this.definitions = definitions;
        this.cross = cross;
        this.options = options;
        this.ct = ct;
    }

    /// <param name="sources">Each with its name, in the order of the cross.</param>
    /// <param name="options">Of the fields, those of a source's records are named with the source's name and a dot before them.</param>
    /// <exception cref="FileFailure">The disk failed while reading.</exception>
    public static SeedSet Run(RepositoryRoot root, ImmutableArray<SourceDefinition> sources, CrossDefinition cross, SeedScanOptions options, CancellationToken ct = default) =>
        new CrossScan(sources, cross, options, ct).Run(root);

    private SeedSet Run(RepositoryRoot root)
    {
        ImmutableArray<SeedSet> sets = [.. definitions.Select((d, i) => SeedScan.Run(root, [d], options with { FieldsUsed = FieldsOf(d.Name!), Rows = RowsOf(i), Previous = null }, ct))];
        foreach (var set in sets)
        {
            findings.AddRange(set.Findings);
        }

        var size = new ProductSize([.. sets.Select((s, i) => new CrossedCount(definitions[i].Name!, s.Count))]);
        options.Crossed(size);
        CheckSize(size);
        ImmutableArray<CrossedSource> held = [.. definitions.Select(d => new CrossedSource(d.Name!, cross.GroupedBy.Contains(d.Name!)))];
        Hold(sets, held);
        var shape = Shape.ObjectOf(sets.Select((s, i) => KeyValuePair.Create(definitions[i].Name!, s.Shape)));
        var product = new SeedProduct(held, [.. definitions.Select(d => cross.GroupedBy.Contains(d.Name!))]);
        CheckLengths(product, held);
        product = findings.HasErrors ? product.Draw([]) : cross.Sample is { } sample && sample < product.Count ? Draw(product, sample, shape) : product;
        var source = new SourceDefinition
        {
            Place = cross.Place,
            From = [],
            Key = [.. definitions.Select(d => new Located<string>(d.Name!, d.Place))],
            Where = cross.Where,
            Limit = cross.Limit,
        };
        var plan = SourcePlan.Of(product, source, shape, Digest(), findings);
        return SeedScan.Run(plan, [.. sets.SelectMany(s => s.Inputs)], findings, options, ct);
    }

    private Dictionary<int, SourceRows> RowsOf(int source) => options.Rows.TryGetValue(source, out var rows) ? new() { [0] = rows } : [];

    private ImmutableSortedSet<string>? FieldsOf(string source)
    {
        var start = source + ".";
        return options.FieldsUsed is not { } used || used.Contains(source)
            ? null
            : used.Where(f => f.StartsWith(start, StringComparison.Ordinal)).Select(f => f[start.Length..]).ToImmutableSortedSet(StringComparer.Ordinal);
    }

    private void CheckSize(ProductSize size)
    {
        if (size.Total > MaxSeeds)
        {
            var product = string.Join(" × ", size.Sources.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Count:N0} {s.Name}")));
            var total = size.Total == long.MaxValue ? "" : string.Create(CultureInfo.InvariantCulture, $" = {size.Total:N0}");
            findings.Add(
                SeedsDiagnostics.CrossTooLarge, cross.Place, string.Create(CultureInfo.InvariantCulture, $"The sources have {product}{total} combinations, more than {MaxSeeds:N0}"),
                "take fewer records of a source, with its own \"where\" or \"limit\"");
        }
    }

    private void Hold(ImmutableArray<SeedSet> sets, ImmutableArray<CrossedSource> held)
    {
        for (var s = 0; s < sets.Length && !findings.HasErrors; s++)
        {
            foreach (var partition in sets[s].Partitions.TakeWhile(_ => !findings.HasErrors))
            {
                ct.ThrowIfCancellationRequested();
                HoldPartition(sets[s], partition, held, s);
            }
        }

        foreach (var source in held)
        {
            source.Seal();
            source.Dispose();
        }
    }

    private void HoldPartition(SeedSet set, Partition partition, ImmutableArray<CrossedSource> held, int source)
    {
        try
        {
            foreach (var (seed, place) in set.ReadPlaced(partition))
            {
                held[source].Add(seed, place);
            }
        }
        catch (SeedsChanged changed)
        {
            findings.Add(changed.Found);
        }

        if (held.Sum(h => h.Bytes) > MaxHeldBytes)
        {
            findings.Add(
                SeedsDiagnostics.CrossTooLarge, definitions[source].Place, FormattableString.Invariant($"The records of the crossed sources take more than {MaxHeldBytes / (1024 * 1024)} MiB, and are held in memory"),
                "read fewer of their fields, or take fewer records with \"where\" or \"limit\"");
        }
    }

    private void CheckLengths(SeedProduct product, ImmutableArray<CrossedSource> held)
    {
        CheckText("key", [.. held.Select(h => h.LongestKey)], held);
        CheckText("group", [.. held.Select(h => h.LongestGroup)], held);
        if (product.LongestLine > RecordLimits.MaxBytes)
        {
            findings.Add(SeedsDiagnostics.CrossTooLarge, cross.Place, "A combination of records is larger than 16 MiB");
        }
    }

    private void CheckText(string what, ImmutableArray<(int Length, int Record)> longest, ImmutableArray<CrossedSource> held)
    {
        if (longest.Sum(l => l.Length) + longest.Length - 1 > KeyText.MaxLength)
        {
            var source = Enumerable.Range(0, held.Length).MaxBy(s => longest[s].Length);
            findings.Add(
                SeedsDiagnostics.KeyTooLong, held[source].PlaceOf(longest[source].Record),
                FormattableString.Invariant($"The {what} of this record, with those of the records that it is crossed with, is longer than {KeyText.MaxLength} characters"), $"choose a shorter field as {what}");
        }
    }

    /// <summary>Those that fit and whose keys have the smallest hashes: another record changes few of them.</summary>
    private SeedProduct Draw(SeedProduct product, int count, Shape shape)
    {
        var names = new SeedNames(Shape.ObjectOf([new("seed", shape)]));
        var drawn = new PriorityQueue<long, ulong>(Comparer<ulong>.Create((a, b) => b.CompareTo(a)));
        var parts = new int[definitions.Length];
        var text = new List<byte>();
        var number = 0L;
        do
        {
            ct.ThrowIfCancellationRequested();
            text.Clear();
            product.WriteKey(parts, text);
            var hash = Boundary.HashOf(CollectionsMarshal.AsSpan(text), SampleCut);
            if (drawn.Count < count || (drawn.TryPeek(out _, out var largest) && hash < largest))
            {
                text.Clear();
                product.WriteValue(parts, text);
                if (Fits(text, names))
                {
                    _ = drawn.Count < count ? 0 : drawn.Dequeue();
                    drawn.Enqueue(number, hash);
                }
            }

            number++;
        }
        while (product.TryStep(parts));
        return product.Draw([.. drawn.UnorderedItems.Select(d => d.Element).Order()]);
    }

    // A condition that cannot be decided is told when the combination is read as a seed.
    private bool Fits(List<byte> value, SeedNames names)
    {
        if (cross.Where is not { } where)
        {
            return true;
        }

        using var document = JsonDocument.Parse(value.ToArray(), ProductMaker.Options);
        try
        {
            names.Seed = document.RootElement;
            return where.Test(names);
        }
        catch (ExpressionFailure)
        {
            return true;
        }
    }

    private ContentHash Digest()
    {
        using var hash = new ContentHasher();
        foreach (var definition in definitions)
        {
            hash.Add(definition.Name!).Add(cross.GroupedBy.Contains(definition.Name!) ? 1 : 0);
        }

        return hash.Add(cross.Where?.Text ?? "").Add(cross.Limit ?? -1L).Add(cross.Sample ?? -1L).Finish();
    }
}
