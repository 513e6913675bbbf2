using System.Text;
using SynthTool.Differences;
using SynthTool.Store;

namespace SynthTool.Tests.Differences;

public sealed class TwoLocks
{
    private static readonly string Old = ContentHash.Of("old").ToString();
    private static readonly string New = ContentHash.Of("new").ToString();

    [Fact]
    public void DifferInThePartitionsThatAreNotAlike()
    {
        var (from, to) = LockLines.Compare(Lock(Line(0, "a", Old), Line(0, "b", Old), Line(0, "c", Old)), Lock(Line(0, "a", Old), Line(0, "b", New), Line(0, "d", Old)));

        Assert.True(from.IsUsable && to.IsUsable);
        Assert.Equal(["b", "c"], from.Outputs.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["b", "d"], to.Outputs.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((Old, New), (from.Outputs["b"], to.Outputs["b"]));
    }

    [Fact]
    public void TellTheStageBeforeOfTheSamePartitionsAlone()
    {
        var key = "\"a key\"";
        var (from, to) = LockLines.Compare(
            Lock(Line(0, key, Old), Line(0, "b", Old), Line(1, key, Old), Line(1, "b", Old)), Lock(Line(0, key, Old), Line(0, "b", Old), Line(1, key, New), Line(1, "b", Old)));

        Assert.Equal((1, 1), (from.LastStage, to.LastStage));
        Assert.Equal(Old, Assert.Single(from.BeforeLast).Value);
        Assert.Equal("a key", Assert.Single(to.BeforeLast).Key);
    }

    [Fact]
    public void AreReadInAnyOrderAndWithTheLineEndsOfWindows()
    {
        var merged = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Lock(Line(0, "b", Old), Line(0, "a", Old))).Replace("\n", "\r\n", StringComparison.Ordinal));

        var (from, to) = LockLines.Compare(merged, Lock(Line(0, "a", Old), Line(0, "b", Old)));

        Assert.True(from.IsUsable);
        Assert.Empty(from.Outputs);
        Assert.Empty(to.Outputs);
    }

    [Fact]
    public void AreNotUsableWithADigestThatIsNone()
    {
        var (from, to) = LockLines.Compare(Lock(Line(0, "a", "12")), Lock(Line(0, "a", Old)));

        Assert.False(from.IsUsable);
        Assert.True(to.IsUsable);
    }

    private static string Line(int stage, string key, string output) => $"partition {stage} {key} {Old} {output} {Old}";

    private static byte[] Lock(params string[] lines) => Encoding.UTF8.GetBytes($"# synth lock 1\ninput definition {Old}\n{string.Join('\n', lines)}\n");
}
