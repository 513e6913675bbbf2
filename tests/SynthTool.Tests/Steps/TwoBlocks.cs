using System.Buffers;
using SynthTool.Formats;
using SynthTool.Seeds;
using SynthTool.Steps;

namespace SynthTool.Tests.Steps;

public sealed class TwoBlocks
{
    [Fact]
    public void GiveOnlyTheRowsThatAreNotWrittenAlike()
    {
        var from = BytesOf([("a", "1"), ("b", "2"), ("c", "3"), ("d", "4")]);
        var to = BytesOf([("a", "1"), ("c", "3"), ("d", "other"), ("e", "5")]);

        var (removed, added) = BlockDifference.Between(from, to);

        Assert.Equal(["b/0", "d/0"], removed.Select(o => o.Row.Id));
        Assert.Equal(["d/0", "e/0"], added.Select(o => o.Row.Id));
        Assert.Equal("other", added[0].Row.Columns.Single().Value.GetString());
    }

    [Fact]
    public void ThatAreEqualGiveNone()
    {
        var block = BytesOf([("a", "1"), ("b", "2")]);

        var (removed, added) = BlockDifference.Between(block, block);

        Assert.Empty(removed);
        Assert.Empty(added);
    }

    [Fact]
    public void AreNoBlocksWhenTheyAreCut() => Assert.Throws<FormatException>(() => BlockDifference.Between(BytesOf([("a", "1")])[..^1], []));

    private static byte[] BytesOf((string Key, string Text)[] rows)
    {
        var bytes = new ArrayBufferWriter<byte>();
        var outcomes = rows.Select(r => new Outcome(
            new Row($"{r.Key}/0", new Seed(r.Key, JsonValue.Parse("{}"u8), r.Key)) { Columns = [new Column("text", JsonValue.Of(r.Text))] }, null));
        BlockFormat.Write(new Block([.. outcomes], []), bytes);
        return bytes.WrittenSpan.ToArray();
    }
}
