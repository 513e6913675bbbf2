using CsCheck;
using SynthTool.Formats.Yaml;

namespace SynthTool.Tests.Formats.Yaml;

/// <summary>Every character of a scalar can be shown in its file.</summary>
public sealed class TheTextOfAScalar
{
    private static readonly Gen<string> Word = Gen.Char["abc{}üx'\"\\#:-"].Array[1, 5].Select(c => "w" + new string(c));

    private static readonly Gen<string[]> Lines = Word.Array[1, 4].Select(words => string.Join(' ', words)).Array[1, 5];

    [Fact]
    public void IsFoundInALiteralBlock() => Lines.Sample(lines =>
    {
        var block = string.Concat(lines.Select((l, i) => i % 3 == 2 ? $"\n      {l}\n" : $"    {l}\n"));

        AssertEachIsItself($"first: 1\na:\n  b: |  # a comment\n{block}c: 2\n", blanksToo: true);
    });

    [Fact]
    public void IsFoundInAFoldedBlock() => Lines.Sample(lines => AssertEachIsItself($"a:\n  b: >-\n{string.Concat(lines.Select(l => $"    {l}\n\n"))}c: 2\n"));

    [Fact]
    public void IsFoundInSingleQuotes() => Lines.Sample(lines => AssertEachIsItself($"a:\n  b: '{string.Join("\n    ", lines).Replace("'", "''", StringComparison.Ordinal)}'\n"));

    [Fact]
    public void IsFoundInDoubleQuotes() => Lines.Sample(lines =>
    {
        var written = string.Join("\n    ", lines.Select(l => l.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)));

        AssertEachIsItself($"a:\n  b: \"{written}\"\n", isEscaped: true);
    });

    [Fact]
    public void IsFoundWithoutQuotes() => AssertEachIsItself("a:\n  b: one {{ two }}\n    three\n\n    four\n");

    [Theory]
    [InlineData("a: \"x\\ny\\u00fcz\\U0001F600!\"", "x\ny\u00fcz\ud83d\ude00!", "4 5 7 8 14 15 15 25 26")]
    [InlineData("a: \"x\\\n   y\"", "xy", "4 10 11")]
    [InlineData("a: |\n  x\r\n  y\r\n", "x\ny\n", "7 8 12 13 15")]
    [InlineData("a: |2\n    x\n", "  x\n", "8 9 10 11 12")]
    [InlineData("a: ''", "", "4")]
    public void IsFoundBehindEscapesAndOddLines(string file, string text, string offsets)
    {
        var scalar = Scalar(file);

        Assert.Equal(text, scalar.Text);
        Assert.Equal(offsets, string.Join(' ', YamlTextMap.Offsets(new YamlSource("a.yaml", file), scalar)));
    }

    private static void AssertEachIsItself(string file, bool blanksToo = false, bool isEscaped = false)
    {
        var scalar = Scalar(file);
        var offsets = YamlTextMap.Offsets(new YamlSource("a.yaml", file), scalar);
        Assert.Equal(scalar.Text.Length + 1, offsets.Length);
        for (var i = 0; i < scalar.Text.Length; i++)
        {
            if (blanksToo || !char.IsWhiteSpace(scalar.Text[i]))
            {
                Assert.Equal(scalar.Text[i], isEscaped && file[offsets[i]] == '\\' ? file[offsets[i] + 1] : file[offsets[i]]);
            }
        }
    }

    private static YamlScalar Scalar(string file)
    {
        var read = YamlReader.Read("a.yaml", file);
        Assert.Empty(read.Diagnostics);
        var node = read.Value!;
        while (node is YamlMapping mapping)
        {
            node = (mapping.Find("a") ?? mapping.Find("b"))!.Value;
        }

        return Assert.IsType<YamlScalar>(node);
    }
}
