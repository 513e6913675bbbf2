using CsCheck;

namespace SynthTool.Tests.Definition;

public sealed class AHostileDefinition
{
    [Fact]
    public void NeverThrows()
    {
        var full = Sample.Full;
        string[] pieces = ["", "\n", "  ", "- ", ": ", "[", "]", "{", "}", "null", "5", "\"", "'", "a: b\n", "&a ", "*a", "!t ", "seed", "${X}", "\0", "\t", "|", "%", "{{", "..", "x"];
        var mutation = Gen.Select(Gen.Int[0, full.Length], Gen.Int[0, 12], Gen.Int[0, pieces.Length - 1]);
        mutation.Array[1, 6].Sample(
            mutations =>
            {
                var text = mutations.Aggregate(full, (t, m) => Math.Min(m.Item1, t.Length) is var at ? t[..at] + pieces[m.Item3] + t[Math.Min(t.Length, at + m.Item2)..] : t);
                AssertSound(text);
            },
            iter: 3_000);
    }

    [Fact]
    public void MayHaveAnyValueWhereAnotherBelongs()
    {
        string[] values = ["null", "5", "1.5", "true", "text", "''", "[]", "{}", "[[x]]", "[{a: b}]", "{a: {b: c}}", "'${X}'", "{{ x }}", "!t x", "-1"];
        var lines = Sample.Full.Split('\n');
        foreach (var (line, at) in lines.Select((line, at) => (line, at)).Where(l => l.line.Contains(": ", StringComparison.Ordinal)))
        {
            foreach (var value in values)
            {
                lines[at] = line[..(line.IndexOf(": ", StringComparison.Ordinal) + 2)] + value;
                AssertSound(string.Join('\n', lines));
            }

            lines[at] = line;
        }
    }

    [Fact]
    public void ReportsAHeapOfMistakesOnlyInPart()
    {
        var read = Sample.Read(Sample.Head + string.Concat(Enumerable.Range(0, 2_000).Select(i => $"unknown{i}: 1\n")));

        Assert.Equal(100, read.Diagnostics.Length);
        Assert.Contains("and 1900 more of this kind", read.Diagnostics[^1].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gates: [rows")]
    [InlineData("gates: [rows in 1")]
    public void DoesNotMakeAGateSlow(string beginning)
    {
        var read = Sample.Read($"{Sample.Head}{beginning}{new string(' ', 900)}x]\n");

        Assert.Equal("SYNTH0510", Assert.Single(read.Diagnostics).Kind.Code);
    }

    private static void AssertSound(string text)
    {
        var read = Sample.Read(text);
        Assert.True(read.Value is not null ^ read.HasErrors);
        Assert.All(read.Diagnostics, d =>
        {
            Assert.True(d.Place is { Line: >= 1, Column: >= 1 }, $"{d.Kind.Code} {d.Place}");
            Assert.DoesNotContain(d.Message + d.Hint, char.IsControl);
        });
        Assert.Equal(read.Diagnostics.OrderBy(d => d.Place!.Line).ThenBy(d => d.Place!.Column).Select(d => d.Place), read.Diagnostics.Select(d => d.Place));
    }
}
