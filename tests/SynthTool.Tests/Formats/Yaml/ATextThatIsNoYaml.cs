using SynthTool.Formats.Yaml;
using SynthTool.Tests.Definition;

namespace SynthTool.Tests.Formats.Yaml;

public sealed class ATextThatIsNoYaml
{
    [Theory]
    [InlineData("a: «0260»\"abc\n", "close it")]
    [InlineData("a: «0260»'abc\nb: c\n", "close it")]
    [InlineData("a: b«0260»: c\n", "quote")]
    [InlineData("a: b\n  c«0260»: d\n", "indent")]
    [InlineData("a: \"x\" «0260»== b\n", "quoted as a whole")]
    [InlineData("- \"x\" «0260»== b\n", "quoted as a whole")]
    [InlineData("a: «0260»[x, y\nb: c\n", "close it")]
    [InlineData("a: «0260»{x: [y], z: 1\nb: c\n", "close it")]
    [InlineData("a: [seed«0260»[\"x\"]]\n", "must be quoted")]
    [InlineData("a: «0260»[x\n", "close")]
    [InlineData("a: 1\nb: [[x], «0260»{y: [z]\n\n", "close")]
    [InlineData("a:\n«0260»\tb: c\n", "spaces")]
    [InlineData("a: 1\n  «0260»\tb: c\n", "spaces")]
    [InlineData("a: «0260»]\n", "quote it")]
    [InlineData("a: «0260»@x\n", "quote it")]
    [InlineData("a: «0260»`x`\n", "quote it")]
    [InlineData("a: «0260»%x\n", "quote it")]
    [InlineData("a: «0260»> 3\n", "quote it")]
    [InlineData("a: «0260»* 3\n", "quote it")]
    [InlineData("a: «0260»- b\n", "quote")]
    [InlineData("a: x {{ b }}«0260»: c: d\n", "{{ }}")]
    [InlineData("a: «0260»\"\\q\"\n", "single quotes")]
    [InlineData("a: «0260»\"\\ud800\"\n", "both escapes")]
    [InlineData("a: b\n«0260»xyz\nc: d\n", "indentation")]
    [InlineData("- a\n«0260»b: c\n", "indentation")]
    public void SaysWhereItStopsAndWhatToDo(string marked, string hint)
    {
        var (text, expected) = Marked.Parse(marked);

        var read = YamlReader.Read("a.yaml", text);

        Assert.Null(read.Value);
        Assert.Equal(expected, Marked.Of(read.Diagnostics));
        Assert.Contains(hint, read.Diagnostics[0].Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a: «0264»\0b\n")]
    [InlineData("a: b\nc: \"x«0264»\0\"\n")]
    [InlineData("a: «0264»\u0085b\n")]
    [InlineData("a: x«0264»\u2028y\n")]
    [InlineData("a: «0264»\u007f\n")]
    [InlineData("a: b\n«0264»\uFEFFc: d\n")]
    public void NamesACharacterThatCannotStandThere(string marked)
    {
        var (text, expected) = Marked.Parse(marked);

        Assert.Equal(expected, Marked.Of(YamlReader.Read("a.yaml", text).Diagnostics));
    }

    [Fact]
    public void NamesHalfACharacter()
    {
        Assert.Equal(["SYNTH0264(1,4)"], Marked.Of(YamlReader.Read("a.yaml", "a: \uD83D b\n").Diagnostics));
        Assert.Equal(["SYNTH0264(1,4)"], Marked.Of(YamlReader.Read("a.yaml", "a: \uDE00\n").Diagnostics));
        Assert.Empty(YamlReader.Read("a.yaml", "a: \uD83D\uDE00\n").Diagnostics);
    }
}
