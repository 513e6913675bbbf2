using SynthTool.Seeds;

namespace SynthTool.Tests.Seeds;

public sealed class ABoundary
{
    private const int Target = 256;
    private static readonly string[] Keys = [.. Enumerable.Range(0, 20_000).Select(i => $"key-{i}")];

    [Fact]
    public void LeavesRunsBetweenHalfAndTwiceTheTarget()
    {
        var lengths = Runs(Keys).Select(r => r.Length).ToList();

        Assert.All(lengths.SkipLast(1), l => Assert.InRange(l, Target / 2, Target * 2));
        Assert.InRange(lengths.Average(), Target * 0.8, Target * 1.4);
    }

    [Fact]
    public void MovesFewOthersWhenAKeyComesOrGoes()
    {
        var before = Runs(Keys).Select(r => r[0]).ToHashSet(StringComparer.Ordinal);
        var moved = 0;
        for (var i = 0; i < 60; i++)
        {
            var at = (i * 7919) % Keys.Length;
            var after = Runs(i % 2 == 0 ? [.. Keys[..at], "new", .. Keys[at..]] : [.. Keys[..at], .. Keys[(at + 1)..]]);
            moved += after.Count(r => !before.Contains(r[0]));
        }

        Assert.InRange(moved, 0, 60);
    }

    [Fact]
    public void OfAnotherCutLiesElsewhere() => Assert.NotEqual(Boundary.HashOf("a", 1), Boundary.HashOf("a", 2));

    private static List<string[]> Runs(string[] keys)
    {
        var boundary = new Boundary(Target);
        var runs = new List<string[]>();
        var start = 0;
        for (var i = 1; i < keys.Length; i++)
        {
            if (boundary.Begins(Boundary.HashOf(keys[i], 1), i - start))
            {
                runs.Add(keys[start..i]);
                start = i;
            }
        }

        runs.Add(keys[start..]);
        return runs;
    }
}
