using ParquetSharp;
using SynthTool.Seeds;

namespace SynthTool.Tests.Seeds;

public sealed class AParquetSource : IDisposable
{
    private readonly SeedFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void TakesPartInEverythingThatSourcesDo()
    {
        ParquetRows.Write(folder, "a.parquet", Enumerable.Range(0, 100).Select(i => ($"k{i}", i)));
        var source = SeedFolder.Source("*.parquet", "name") with
        {
            Columns = [SeedFolder.At("id"), SeedFolder.At("n")],
            Rename = SeedFolder.Source("x").Rename.Add("id", "name"),
            Where = SeedFolder.Where("seed.n % 10 == 0"),
            Limit = 3,
        };

        var set = folder.Scan(source);

        Assert.Empty(set.Found());
        Assert.Equal(["k0", "k10", "k20"], set.Keys());
        Assert.Equal("""{"n":10,"name":"k10"}""", set.Values().ElementAt(1));
        Assert.Equal(21, set.PlaceOf("k20")!.Line);
    }

    [Fact]
    public void ReadsOnlyTheColumnsThatAreNamed()
    {
        ParquetRows.Write(folder, "a.parquet", [("k", 1)], withBytes: true);

        Assert.Equal(["SYNTH0285 a.parquet"], folder.Scan(SeedFolder.Source("*.parquet")).Found());
        Assert.Equal(["""{"id":"k"}"""], folder.Scan(SeedFolder.Source("*.parquet") with { Columns = [SeedFolder.At("id")] }).Values());
    }

    [Fact]
    public void NamesAColumnThatNoFileHas()
    {
        ParquetRows.Write(folder, "a.parquet", [("k", 1)]);

        Assert.Equal("SYNTH0613", folder.Scan(SeedFolder.Source("*.parquet") with { Columns = [SeedFolder.At("id"), SeedFolder.At("nn")] }).TheFinding().Kind.Code);
    }

    [Fact]
    public void GivesNothingOfAFileThatIsBroken()
    {
        ParquetRows.Write(folder, "a.parquet", [("k", 1)]);
        folder.With("a.parquet", File.ReadAllBytes(folder.PathOf("a.parquet"))[..^9]).With("b.parquet", "no parquet at all");

        var set = folder.Scan(SeedFolder.Source("*.parquet"));

        Assert.Equal(["a.parquet", "b.parquet"], set.Findings.Select(f => f.Place!.Path));
        Assert.All(set.Findings, f => Assert.Equal("SYNTH0284", f.Kind.Code));
        Assert.Equal(0, set.Count);
    }

    [Fact]
    public void OfOneEditedRowIsParsedAroundItAlone()
    {
        var options = new SeedScanOptions { PartitionTarget = 8 };
        var source = SeedFolder.Source("*.parquet", "id");
        ParquetRows.Write(folder, "a.parquet", Enumerable.Range(0, 500).Select(i => ($"k{i}", i)));
        ScanCache.Save(folder.CachePath, folder.Scan(options, source));
        ParquetRows.Write(folder, "a.parquet", Enumerable.Range(0, 500).Select(i => ($"k{i}", i == 250 ? -1 : i)));

        using var previous = ScanCache.TryOpen(folder.CachePath);
        var again = folder.Scan(options with { Previous = previous }, source);

        Assert.Equal(folder.Scan(options, source).Told(), again.Told());
        Assert.InRange(again.Index.Entries.Count(e => e.TakenFrom < 0), 1, 3);
    }
}

/// <summary>Parquet files with the columns <c>id</c> and <c>n</c>, in small row groups.</summary>
internal static class ParquetRows
{
    private const int RowsPerGroup = 30;

    public static void Write(SeedFolder folder, string name, IEnumerable<(string Id, int N)> rows, bool withBytes = false)
    {
        folder.With(name, Bytes([.. rows], withBytes));
    }

    public static byte[] Bytes(IReadOnlyList<(string Id, int N)> rows, bool withBytes = false)
    {
        using var bytes = new MemoryStream();
        Column[] columns = [new Column<string>("id"), new Column<int>("n"), .. withBytes ? new Column[] { new Column<byte[]>("raw") } : []];
        using (var file = new ParquetFileWriter(bytes, columns, logicalTypeFactory: null, compression: Compression.Snappy, leaveOpen: true))
        {
            foreach (var some in rows.Chunk(RowsPerGroup))
            {
                using var group = file.AppendRowGroup();
                Put(group, [.. some.Select(r => r.Id)]);
                Put(group, [.. some.Select(r => r.N)]);
                if (withBytes)
                {
                    Put(group, [.. some.Select(r => new byte[] { 1, 2 })]);
                }
            }

            file.Close();
        }

        return bytes.ToArray();
    }

    private static void Put<T>(RowGroupWriter group, T[] values)
    {
        using var writer = group.NextColumn().LogicalWriter<T>();
        writer.WriteBatch(values);
    }
}
