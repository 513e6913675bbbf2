using SynthTool.Formats.Yaml;
using SynthTool.Tests.Definition;

namespace SynthTool.Tests.Formats.Yaml;

public sealed class AFeatureThatIsRefused
{
    [Theory]
    [InlineData("a: «0261»!!str x\n")]
    [InlineData("a: «0261»!seed.ok\n")]
    [InlineData("a: «0261»! x\n")]
    [InlineData("a: «0261»!t [1, 2]\nb: «0261»!t {c: d}\n")]
    [InlineData("«0261»!t a: b\n")]
    [InlineData("a: «0261»&x 1\nb: «0261»*x\n")]
    [InlineData("a: «0261»*undefined\n")]
    [InlineData("? «0261»*x\n: 1\n")]
    [InlineData("«0261»&x a: 1\n")]
    [InlineData("a: 1\n«0261»<<: {b: 2}\n")]
    [InlineData("«0261»: x\n")]
    [InlineData("? «0261»[a]\n: b\n")]
    [InlineData("? «0261»{a: b}\n: [c]\nd: e\n")]
    [InlineData("«0261»%YAML 1.2\n---\na: b\n")]
    [InlineData("«0261»%TAG ! tag:x,2000:\n---\na: b\n")]
    [InlineData("---\na: b\n«0261»---\nc: d\n")]
    [InlineData("a: b\n...\n«0261»c: d\n")]
    [InlineData("a: 1\n«0262»a: 2\nb: {c: 1, «0262»'c': 2}\n")]
    [InlineData("user: «0265»{{ x }}\n")]
    [InlineData("user: «0265»{{ x }} and more\n")]
    [InlineData("- a: «0265»{{ fence seed.text }}\n- b: «0265»{{x}}\n  c: «0261»*d\n")]
    public void IsFoundWithItsPlace(string marked)
    {
        var (text, expected) = Marked.Parse(marked);

        Assert.Equal(expected, Marked.Of(YamlReader.Read("a.yaml", text).Diagnostics));
    }

    [Fact]
    public void LeavesTheRestReadable()
    {
        var read = YamlReader.Read("a.yaml", "a: *x\nb: !t [1]\nc: &y 2\nd: {{ e }}\nf: 1\nf: 2\n");

        Assert.Equal("""{"a":null,"b":null,"c":2,"d":null,"f":1}""", YamlJson.ToElement(read.Value!).GetRawText());
    }

    [Fact]
    public void IsNotSeenInsideQuotes()
    {
        var read = YamlReader.Read("a.yaml", "a: '!x'\nb: \"*y\"\nc: '&z'\n'<<': 1\nd: \"{{ x }}\"\n");

        Assert.Empty(read.Diagnostics);
        Assert.Equal("""{"a":"!x","b":"*y","c":"\u0026z","\u003C\u003C":1,"d":"{{ x }}"}""", YamlJson.ToElement(read.Value!).GetRawText());
    }
}
