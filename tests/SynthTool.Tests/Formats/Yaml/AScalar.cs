using SynthTool.Formats.Yaml;

namespace SynthTool.Tests.Formats.Yaml;

public sealed class AScalar
{
    [Theory]
    [InlineData("no", "\"no\"")]
    [InlineData("yes", "\"yes\"")]
    [InlineData("on", "\"on\"")]
    [InlineData("y", "\"y\"")]
    [InlineData("true", "true")]
    [InlineData("FALSE", "false")]
    [InlineData("tRUE", "\"tRUE\"")]
    [InlineData("~", "null")]
    [InlineData("Null", "null")]
    [InlineData("nULL", "\"nULL\"")]
    [InlineData("0", "0")]
    [InlineData("-0", "-0")]
    [InlineData("007", "7")]
    [InlineData("+12", "12")]
    [InlineData("0x1F", "31")]
    [InlineData("0xFFFFFFFFFFFFFFFFFF", "4722366482869645213695")]
    [InlineData("0o17", "15")]
    [InlineData("0b1", "\"0b1\"")]
    [InlineData("1_000", "\"1_000\"")]
    [InlineData("123456789012345678901234567890", "123456789012345678901234567890")]
    [InlineData("1.50", "1.50")]
    [InlineData(".5", "0.5")]
    [InlineData("5.", "5.0")]
    [InlineData("5.e3", "5.0e3")]
    [InlineData("-00.25e+07", "-0.25e+07")]
    [InlineData("1.2.0", "\"1.2.0\"")]
    [InlineData(".inf", "\".inf\"")]
    [InlineData(".", "\".\"")]
    [InlineData("-", "\"-\"")]
    [InlineData("2024-01-01", "\"2024-01-01\"")]
    [InlineData("12:30:00", "\"12:30:00\"")]
    [InlineData("'true'", "\"true\"")]
    [InlineData("\"5\"", "\"5\"")]
    [InlineData("\"\\ud83d\\ude00\"", "\"\\uD83D\\uDE00\"")]
    public void HasTheTypeOfTheCoreSchemaOfYaml12(string written, string json)
    {
        var read = YamlReader.Read("a.yaml", written is "-" ? "[\"-\"]" : $"[{written}]\n");

        Assert.Empty(read.Diagnostics);
        Assert.Equal($"[{json}]", YamlJson.ToElement(read.Value!).GetRawText());
    }

    [Fact]
    public void KnowsWhereItAndItsFirstCharacterStand()
    {
        const string text = """
            plain: a b
            single: 'it''s'
            double: "  padded"
            block: |  # why

              first
              second
            folded: >-
              text
            empty:
            flow: [x, {k: 'v'}]
            """;

        var places = Scalars(YamlReader.Read("a.yaml", text.ReplaceLineEndings("\n")).Value!)
            .Select(s => $"{s.Text.Replace("\n", "/", StringComparison.Ordinal)}|{s.Style}|{s.Place.Line},{s.Place.Column}|{s.TextPlace.Line},{s.TextPlace.Column}");

        Assert.Equal(
            [
                "plain|Plain|1,1|1,1", "a b|Plain|1,8|1,8", "single|Plain|2,1|2,1", "it's|Quoted|2,9|2,10", "double|Plain|3,1|3,1", "  padded|Quoted|3,9|3,12",
                "block|Plain|4,1|4,1", "/first/second/|Block|4,8|6,3", "folded|Plain|8,1|8,1", "text|Block|8,9|9,3", "empty|Plain|10,1|10,1", "|Plain|10,7|10,7",
                "flow|Plain|11,1|11,1", "x|Plain|11,8|11,8", "k|Plain|11,12|11,12", "v|Quoted|11,15|11,16",
            ],
            places);
    }

    [Fact]
    public void StandsAtAColumnInUtf16Units()
    {
        var read = YamlReader.Read("a.yaml", "{a: \ud83d\ude00, b: c}");

        Assert.Equal([2, 5, 9, 12], Scalars(read.Value!).Select(s => s.Place.Column));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void StandsAtTheSamePlaceWhateverEndsTheLines(string lineEnd)
    {
        var text = "\uFEFFa: 1\nb: |\n  x\n  y\nc: 'z'\n".Replace("\n", lineEnd, StringComparison.Ordinal);

        var scalars = Scalars(YamlReader.Read("a.yaml", text).Value!).ToArray();

        Assert.Equal(["a", "1", "b", "x\ny\n", "c", "z"], scalars.Select(s => s.Text));
        Assert.Equal(["1,1", "1,4", "2,1", "3,3", "5,1", "5,5"], scalars.Select(s => $"{s.TextPlace.Line},{s.TextPlace.Column}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("# only a comment\n")]
    [InlineData("---\n")]
    [InlineData("\uFEFF")]
    public void IsNullWhereAFileIsEmpty(string text)
    {
        var read = YamlReader.Read("a.yaml", text);

        Assert.Empty(read.Diagnostics);
        Assert.True(Assert.IsType<YamlScalar>(read.Value).IsNull);
    }

    private static IEnumerable<YamlScalar> Scalars(YamlNode node) => node switch
    {
        YamlScalar scalar => [scalar],
        YamlSequence list => list.Items.SelectMany(Scalars),
        YamlMapping mapping => mapping.Entries.SelectMany(e => Scalars(e.Key).Concat(Scalars(e.Value))),
        _ => [],
    };
}
