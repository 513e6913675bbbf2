using System.Globalization;
using System.Text.Json;
using CsCheck;
using ParquetSharp;
using SynthTool.Formats.Parquet;
using SynthTool.Formats.Records;

namespace SynthTool.Tests.Formats.Parquet.Foreign;

public sealed class FilesOfOtherPrograms
{
    private const int Count = 3000;

    /// <summary>Rows with nulls, repeats, empty texts and lists; long enough for several pages.</summary>
    private const string Query = """
        SELECT i, CASE WHEN i % 7 = 0 THEN NULL ELSE 'text ' || (i % 50) END AS few, repeat('x', i % 40) || i AS many,
            CASE WHEN i % 3 = 0 THEN NULL ELSE i * 1.5 END AS d, i % 2 = 0 AS b, CAST(NULL AS VARCHAR) AS nothing,
            CASE WHEN i % 5 = 0 THEN NULL ELSE range(i % 4) END AS list,
            {'a': i, 'tags': CASE WHEN i % 11 = 0 THEN NULL ELSE ['t' || i, NULL] END} AS s,
            CAST(i AS DECIMAL(12, 3)) / 8 AS money
        FROM range(3000) t(i)
        """;

    public static TheoryData<string> DuckDbOptions =>
    [
        "", ", COMPRESSION uncompressed", ", COMPRESSION snappy", ", COMPRESSION gzip", ", COMPRESSION zstd", ", COMPRESSION brotli", ", COMPRESSION lz4_raw",
        ", PARQUET_VERSION v2", ", PARQUET_VERSION v2, COMPRESSION zstd, ROW_GROUP_SIZE 2048", ", ROW_GROUP_SIZE 2048",
    ];

    [Theory]
    [MemberData(nameof(DuckDbOptions))]
    public void OfDuckDbReadAsItReadsThem(string options)
    {
        using var file = ForeignFile.OfDuckDb(Query, options);

        Assert.Equal(file.InDuckDb(), file.Rows());
    }

    [Fact]
    public void ReadTheSameInBatchesOfAnySize()
    {
        using var file = ForeignFile.OfDuckDb(Query, ", ROW_GROUP_SIZE 2048");

        Assert.Equal(file.Rows(), file.Rows(batch: 100));
    }

    [Fact]
    public void ReadTheSameInPartsOfAnyOrder()
    {
        using var written = ForeignFile.OfDuckDb(Query, ", ROW_GROUP_SIZE 2048");
        var file = written.Open();
        var all = written.Part(file, RecordRange.Whole(file));

        foreach (var from in (int[])[2900, 0, 2048, 1000, 2047])
        {
            var part = written.Part(file, new RecordRange(all[from].Offset, all[from + 50].Offset, all[from].Line));

            Assert.Equal(all.Skip(from).Take(50).Select(f => f.Json), part.Select(f => f.Json));
        }
    }

    [Fact]
    public void AreReadOnlyWhereColumnsAreNamed()
    {
        using var file = ForeignFile.OfDuckDb("SELECT i, 'x' || i AS t, {'a': [i], 'b': i} AS s FROM range(3) r(i)");

        Assert.Equal(["""{"s":{"a":[0],"b":0},"t":"x0"}""", """{"s":{"a":[1],"b":1},"t":"x1"}""", """{"s":{"a":[2],"b":2},"t":"x2"}"""], file.Rows(columns: ["t", "s"]));
    }

    public static TheoryData<string, string, string> SharpOptions
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var encoding in (string[])["Dictionary", "Plain", "Delta", "Split"])
            {
                foreach (var version in (string[])["V1", "V2"])
                {
                    data.Add(encoding, version, "Snappy");
                }
            }

            foreach (var codec in (string[])["Uncompressed", "Gzip", "Brotli", "Zstd", "Lz4"])
            {
                data.Add("Dictionary", "V2", codec);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(SharpOptions))]
    public void OfParquetSharpReadAsTheyWereWritten(string encoding, string version, string codec)
    {
        using var file = new ForeignFile();
        WriteSharp(file.FullPath, encoding, version, codec);

        Assert.Equal(Enumerable.Range(0, Count).Select(Expected), file.Rows());
    }

    [Fact]
    public void OfOursReadAsOurReaderReadsThem() => AnyShape.Table.Sample(
        table =>
        {
            var columns = ParquetColumns.From(table.Columns);
            using var file = new ForeignFile(WrittenFile.BytesOf(columns, table.Rows));
            var names = columns.Fields.Select(f => AnyShape.Quoted(f.Name)).ToArray();
            var expected = WrittenFile.RowsOf(file.Bytes).Select(row => ForeignFile.Canonical($"{{{string.Join(',', names.Zip(WrittenFile.Json(row).EnumerateArray(), (n, v) => $"{n}:{v.GetRawText()}"))}}}"));

            Assert.Equal(expected, file.Rows());
        },
        iter: 100,
        threads: 1);

    [Fact]
    public async Task OfParquetNetReadAsTheyWereWritten()
    {
        using var file = new ForeignFile();
        await WriteNet(file.FullPath);

        Assert.Equal(Enumerable.Range(0, Count).Select(ExpectedOfNet), file.Rows());
    }

    private static string Expected(int i)
    {
        var few = Text(i % 7 == 0 ? null : $"text {i % 50}");
        var number = i % 3 == 0 ? "null" : (i * 1.5).ToString(CultureInfo.InvariantCulture);
        var list = i % 5 == 0 ? "null" : $"[{string.Join(',', Enumerable.Range(0, i % 4).Select(n => n == 2 ? "null" : Text($"t{n}")))}]";
        var time = DateTime.UnixEpoch.AddSeconds(i).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
        return ForeignFile.Canonical($$"""{"i":{{i * 37}},"big":{{(long)i * int.MaxValue}},"few":{{few}},"many":"{{new string('x', i % 40)}}{{i}}","d":{{number}},"f":{{i / 4f}},"b":{{(i % 2 == 0 ? "true" : "false")}},"list":{{list}},"time":"{{time}}Z","money":{{i / 8m}}}""");

        static string Text(string? text) => text is null ? "null" : JsonSerializer.Serialize(text);
    }

    private static void WriteSharp(string path, string encoding, string version, string codec)
    {
        Column[] columns =
        [
            new Column<int>("i"), new Column<long>("big"), new Column<string>("few"), new Column<string>("many"), new Column<double?>("d"), new Column<float>("f"),
            new Column<bool>("b"), new Column<string?[]>("list"), new Column<DateTime>("time", LogicalType.Timestamp(isAdjustedToUtc: true, TimeUnit.Micros)), new Column<decimal>("money", LogicalType.Decimal(29, 4)),
        ];
        using var builder = new WriterPropertiesBuilder();
        builder.Compression(Enum.Parse<Compression>(codec)).DataPageVersion(Enum.Parse<ParquetDataPageVersion>(version)).DataPagesize(2000);
        if (encoding != "Dictionary")
        {
            builder.DisableDictionary();
            foreach (var name in (string[])["i", "big", "few", "many", "d", "f", "b", "time"])
            {
                builder.Encoding(name, EncodingOf(encoding, name));
            }

            builder.Encoding("list.list.item", encoding == "Delta" ? Encoding.DeltaByteArray : Encoding.Plain);
        }

        using var properties = builder.Build();
        using var file = new ParquetFileWriter(path, columns, properties);
        for (var from = 0; from < Count; from += Count / 2)
        {
            var rows = Enumerable.Range(from, Count / 2).ToArray();
            using var group = file.AppendRowGroup();
            Put(group, rows, i => i * 37);
            Put(group, rows, i => (long)i * int.MaxValue);
            Put(group, rows, i => i % 7 == 0 ? null : $"text {i % 50}");
            Put(group, rows, i => $"{new string('x', i % 40)}{i}");
            Put(group, rows, i => i % 3 == 0 ? (double?)null : i * 1.5);
            Put(group, rows, i => i / 4f);
            Put(group, rows, i => i % 2 == 0);
            Put(group, rows, i => i % 5 == 0 ? null : Enumerable.Range(0, i % 4).Select(n => n == 2 ? null : $"t{n}").ToArray());
            Put(group, rows, i => DateTime.UnixEpoch.AddSeconds(i));
            Put(group, rows, i => i / 8m);
        }

        file.Close();
    }

    private static void Put<T>(RowGroupWriter group, int[] rows, Func<int, T> value)
    {
        using var writer = group.NextColumn().LogicalWriter<T>();
        writer.WriteBatch(rows.Select(value).ToArray());
    }

    private static Encoding EncodingOf(string encoding, string column) => (encoding, column) switch
    {
        ("Delta", "i" or "big" or "time") => Encoding.DeltaBinaryPacked,
        ("Delta", "few") => Encoding.DeltaLengthByteArray,
        ("Delta", "many") => Encoding.DeltaByteArray,
        ("Delta", "b") => Encoding.Rle,
        ("Split", "i" or "big" or "d" or "f" or "time") => Encoding.ByteStreamSplit,
        _ => Encoding.Plain,
    };

    private static string ExpectedOfNet(int i) => ForeignFile.Canonical(
        $$"""{"I":{{i}},"Few":{{(i % 7 == 0 ? "null" : $"\"text {i % 50}\"")}},"D":{{(i % 3 == 0 ? "null" : (i * 1.5).ToString(CultureInfo.InvariantCulture))}},"Tags":[{{string.Join(',', Enumerable.Range(0, i % 4))}}],"Day":"{{DateTime.UnixEpoch.AddDays(i):yyyy-MM-dd}}T00:00:00"}""");

    private static async Task WriteNet(string path) => await global::Parquet.Serialization.ParquetSerializer.SerializeAsync(
        Enumerable.Range(0, Count).Select(i => new NetRow { I = i, Few = i % 7 == 0 ? null : $"text {i % 50}", D = i % 3 == 0 ? null : i * 1.5, Tags = [.. Enumerable.Range(0, i % 4)], Day = DateTime.UnixEpoch.AddDays(i) }),
        path);

    private sealed class NetRow
    {
        public int I { get; set; }

        public string? Few { get; set; }

        public double? D { get; set; }

        public List<int>? Tags { get; set; }

        public DateTime Day { get; set; }
    }
}
