using System.Security.Cryptography;
using System.Text;
using SynthTool.Formats;
using SynthTool.Formats.Parquet;

namespace SynthTool.Tests.Formats.Parquet;

public sealed class TheSameRows
{
    private static readonly ParquetColumns Columns = ParquetColumns.Of(
    [
        new("id", ParquetType.Text),
        new("messages", ParquetType.Messages),
        new("score", ParquetType.Of(Shape.Number)),
        new("tokens", ParquetType.Of(Shape.Integer)),
        new("ok", ParquetType.Of(Shape.Boolean)),
        new("tags", ParquetType.Of(Shape.ArrayOf(Shape.String))),
        new("more", ParquetType.Json),
    ]);

    /// <summary>
    /// The bytes of a golden shard. If they change, every shard of every user changes under the same name: raise
    /// <see cref="SynthTool.Shards.ShardEpoch.Current"/>, say so in the changelog, and pin the new digest here.
    /// </summary>
    private const string Golden = "5c231e273023349bc85063cd016380337916f28120cfba32776a9a689331a30a";

    [Fact]
    public void AreTheSameBytes()
    {
        var once = WrittenFile.BytesOf(Columns, Rows(500));

        Assert.All(Enumerable.Range(0, 8).AsParallel().Select(_ => WrittenFile.BytesOf(Columns, Rows(500))), again => Assert.Equal(once, again));
    }

    [Fact]
    public void AreTheBytesOfThisShardEpoch() =>
        Assert.Equal(Golden, Convert.ToHexStringLower(SHA256.HashData(WrittenFile.BytesOf(Columns, Rows(500)))));

    [Fact]
    public void HaveNoWordOfTheMachineInThem()
    {
        var text = Encoding.Latin1.GetString(WrittenFile.BytesOf(Columns, Rows(3)));

        Assert.DoesNotContain(Environment.MachineName, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Path.GetTempPath(), text, StringComparison.Ordinal);
    }

    [Fact]
    public void HaveTheirRolesInADictionary()
    {
        using var file = WrittenFile.Of(Columns, Rows(500));

        Assert.Equal(["PLAIN_DICTIONARY, RLE"], file.Ask($"SELECT encodings FROM parquet_metadata({file.Sql}) WHERE path_in_schema LIKE '%role'"));
    }

    private static IEnumerable<string> Rows(int count) => Enumerable.Range(0, count).Select(i =>
        $$"""["row/{{i}}",[{"role":"user","content":"Question {{i}}?\n😀"},{"role":"assistant","content":"Answer {{i * 7919}}."}],{{i}}.25,{{i * 3}},{{(i % 2 == 0 ? "true" : "null")}},["t{{i % 5}}",null],{"k":[{{i}}]}]""");
}
