using CsCheck;
using SynthTool.Formats.Yaml;
using SynthTool.Tests.Definition;

namespace SynthTool.Tests.Formats.Yaml;

public sealed class AHostileText
{
    [Fact]
    public void IsNeverUnfolded()
    {
        var laughs = "a: &a [lol, lol]\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"b{i}: &b{i} [*a, *a, *a, *a, *a, *a, *a, *a, *a]\n"));

        var read = YamlReader.Read("a.yaml", laughs);

        Assert.All(read.Diagnostics, d => Assert.Equal("SYNTH0261", d.Kind.Code));
        Assert.True(read.HasErrors);
    }

    [Theory]
    [InlineData("[", "")]
    [InlineData("{a: ", "")]
    [InlineData("- ", "")]
    [InlineData("? ", "")]
    [InlineData("[", "]")]
    public void IsNotFollowedIntoItsDepth(string opening, string closing)
    {
        var deep = string.Concat(Enumerable.Repeat(opening, 200_000)) + string.Concat(Enumerable.Repeat(closing, 200_000));

        var read = YamlReader.Read("a.yaml", deep);

        Assert.True(read.HasErrors);
    }

    [Fact]
    public void MayBeAsDeepAsTheBoundAndNoDeeper()
    {
        Assert.Empty(YamlReader.Read("a.yaml", new string('[', 64) + new string(']', 64)).Diagnostics);
        Assert.Equal(["SYNTH0263(1,65)"], Marked.Of(YamlReader.Read("a.yaml", new string('[', 65) + new string(']', 65)).Diagnostics));
    }

    [Fact]
    public void MayBeAsLongAsTheBoundAndNoLonger()
    {
        var longest = "a: " + new string('x', YamlReader.MaxLength - 3);

        Assert.Empty(YamlReader.Read("a.yaml", longest).Diagnostics);
        Assert.Equal(["SYNTH0263(0,0)"], Marked.Of(YamlReader.Read("a.yaml", longest + "x").Diagnostics));
    }

    public static TheoryData<string, string> Heaps => new()
    {
        { "items of one line", "[" + string.Concat(Enumerable.Repeat("a,", 200_000)) + "]" },
        { "keys", string.Concat(Enumerable.Range(0, 80_000).Select(i => $"k{i}: {i}\n")) },
        { "equal keys", string.Concat(Enumerable.Repeat("k: 1\n", 50_000)) },
        { "keys of one line", "{" + string.Concat(Enumerable.Range(0, 90_000).Select(i => $"k{i}: 1,")) + "}" },
        { "blank lines", "a: b" + new string('\n', 1_000_000) },
        { "blanks", "a:" + new string(' ', 1_000_000) + "b" },
        { "comments", string.Concat(Enumerable.Repeat("#\n", 500_000)) },
        { "anchors", string.Concat(Enumerable.Range(0, 80_000).Select(i => $"- &a{i} x\n")) },
        { "folded lines", "a: >\n" + string.Concat(Enumerable.Repeat("  x\n", 250_000)) },
        { "escapes", "a: \"" + string.Concat(Enumerable.Repeat("\\x41", 250_000)) + "\"" },
        { "digits", "a: " + new string('7', 1_000_000) },
        { "hexadecimal digits", "a: 0x" + new string('f', 1_000_000) },
        { "open quotes", string.Concat(Enumerable.Repeat("- '", 300_000)) },
        { "documents", string.Concat(Enumerable.Repeat("---\n", 250_000)) },
        { "directives", string.Concat(Enumerable.Repeat("%X y\n", 50_000)) },
        { "question marks", string.Concat(Enumerable.Repeat("? a\n", 50_000)) },
        { "colons", new string(':', 1_000_000) },
    };

    [Theory]
    [MemberData(nameof(Heaps))]
    public void IsReadOrRefusedWhateverItIsAHeapOf(string what, string text)
    {
        var read = YamlReader.Read("a.yaml", text);

        Assert.True(read.Value is not null || read.HasErrors, what);
        _ = read.Value is null ? default : YamlJson.ToElement(read.Value);
    }

    [Fact]
    public void NeverThrows()
    {
        string[] pieces = ["a", ": ", "- ", "\n", "  ", "[", "]", "{", "}", ",", "\"", "'", "|", ">", "&x", "*x", "!t", "%", "---", "...", "? ", "#", "\t", "\\", "\\u", "d800", "{{", "}}", "é", "1", "~", "<<", "\r", "@", "0x", "-1"];
        Gen.Int[0, pieces.Length - 1].Select(i => pieces[i]).Array[0, 60].Select(string.Concat).Sample(
            text =>
            {
                var read = YamlReader.Read("a.yaml", text);
                Assert.True(read.Value is not null || read.HasErrors);
                Assert.All(read.Diagnostics, d => Assert.True(d.Place is { Line: >= 1, Column: >= 1 } && d.Place.Line <= text.Length + 1, text));
                _ = read.Value is null ? default : YamlJson.ToElement(read.Value);
            },
            iter: 20_000);
    }
}
