using SynthTool.Formats.Records;

namespace SynthTool.Tests.Formats.Records;

public sealed class AYamlFile : IDisposable
{
    private readonly RecordFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void MayBeAListOfMappings()
    {
        var found = folder.Read("a.yaml", "# seeds\n- id: 1\n  text: |\n    two\n    lines\n\n- { id: 2, text: \"é\" }\n");

        Assert.Equal(["""{"id":1,"text":"two\nlines\n"}""", """{"id":2,"text":"é"}"""], found.Select(f => f.Json));
        Assert.Equal([2L, 7L], found.Select(f => f.Line));
    }

    [Fact]
    public void MayBeSeveralDocuments()
    {
        var found = folder.Read("a.yml", "id: 1\n---\nid: 2\n...\n---\n- id: 3\n- id: 4\n---\n");

        Assert.Equal(["""{"id":1}""", """{"id":2}""", """{"id":3}""", """{"id":4}"""], found.Select(f => f.Json));
        Assert.Equal([1L, 3L, 6L, 7L], found.Select(f => f.Line));
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("[]")]
    public void MayHoldNothing(string text) => Assert.Empty(folder.Read("a.yaml", text));

    [Fact]
    public void ReadsTheSameFromAnyCheckout()
    {
        const string Text = "- id: 1\n  text: |\n    two\n    lines\n- id: 2\n";

        Assert.Equal(folder.Read("a.yaml", Text).Select(f => (f.Json, f.Line)), folder.Read("a.yaml", "\uFEFF" + Text.Replace("\n", "\r\n", StringComparison.Ordinal)).Select(f => (f.Json, f.Line)));
    }

    [Fact]
    public void KeepsWhatScalarsAreInYaml12() => Assert.Equal(
        ["""{"a":"no","b":15,"c":123456789012345678901234567890,"d":"2024-01-01","e":null,"f":1.5,"g":true,"h":"007"}"""],
        folder.Read("a.yaml", "- { a: no, b: 0o17, c: 123456789012345678901234567890, d: 2024-01-01, e: ~, f: 1.50, g: true, h: '007' }\n").Select(f => f.Json));

    [Theory]
    [InlineData("- 1\n- a: 1\n", "SYNTH0243", 1)]
    [InlineData("- a: 1\n-\n", "SYNTH0243", 2)]
    [InlineData("- a: 1\n- [1]\n", "SYNTH0243", 2)]
    [InlineData("text", "SYNTH0243", 1)]
    public void WhoseItemIsNoMappingIsReportedAtItsLine(string text, string code, int line)
    {
        var problem = Assert.Single(folder.Read("a.yaml", text), f => f.Problem is not null);

        Assert.Equal((code, line), (problem.Code, problem.Problem!.Place!.Line));
    }

    [Theory]
    [InlineData("- a: 1\n- a: 2\n  a: 3\n", "SYNTH0262 a.yaml(3,3)")]
    [InlineData("- a: &x 1\n", "SYNTH0261 a.yaml(1,6)")]
    [InlineData("- a: 1\n- b: *x\n", "SYNTH0261 a.yaml(2,6)")]
    [InlineData("- <<: { a: 1 }\n", "SYNTH0261 a.yaml(1,3)")]
    [InlineData("- a: !!str 1\n", "SYNTH0261 a.yaml(1,6)")]
    [InlineData("%YAML 1.1\n---\na: 1\n", "SYNTH0261 a.yaml(1,1)")]
    [InlineData("- a:\n\t b: 1\n", "SYNTH0260 a.yaml(2,1)")]
    [InlineData("- a: 1\n- b: \"x\n", "SYNTH0260 a.yaml(2,6)")]
    [InlineData("- a: {{ x }}\n", "SYNTH0265 a.yaml(1,6)")]
    [InlineData("- a: 1\u0007\n", "SYNTH0264 a.yaml(1,7)")]
    public void ThatUsesWhatIsRefusedIsReportedAtItsPlace(string text, string expected)
    {
        File.WriteAllText(folder.PathOf("a.yaml"), text);

        Assert.Contains(expected, folder.FileOf("a.yaml").Problems.Select(p => $"{p.Kind.Code} {p.Place}"));
    }

    [Fact]
    public void DoesNotLaughABillionTimes()
    {
        var text = "a: &a [x,x,x,x,x,x,x,x,x]\n" + string.Concat("bcdefghij".Select(c => $"{c}: &{c} [{string.Join(',', Enumerable.Repeat($"*{(char)(c - 1)}", 9))}]\n"));
        File.WriteAllText(folder.PathOf("a.yaml"), text);

        Assert.All(folder.FileOf("a.yaml").Problems, p => Assert.Equal("SYNTH0261", p.Kind.Code));
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    [InlineData("? ")]
    [InlineData("a: ")]
    [InlineData("- a\n")]
    [InlineData("\"")]
    [InlineData("'")]
    [InlineData("---\n")]
    [InlineData("- a: b\n")]
    [InlineData("[],")]
    [InlineData("{a: b}, ")]
    [InlineData("!a ")]
    [InlineData("- &a\n")]
    [InlineData("a\n")]
    [InlineData("x")]
    public void OfOneSignAgainAndAgainNeitherHangsNorFails(string sign)
    {
        var repeated = string.Concat(Enumerable.Repeat(sign, 128 * 1024 / sign.Length));
        foreach (var text in new[] { repeated, "[" + repeated, "- a: " + repeated })
        {
            File.WriteAllText(folder.PathOf("a.yaml"), text);
            var problems = folder.FileOf("a.yaml").Problems;

            Assert.InRange(problems.Length, 0, 100);
            Assert.All(problems, p => Assert.StartsWith("SYNTH026", p.Kind.Code, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void MayNotBeLargerThanSixteenMebibytes()
    {
        File.WriteAllText(folder.PathOf("a.yaml"), new string('#', RecordLimits.MaxBytes + 1));

        Assert.Equal("SYNTH0244 a.yaml(1)", Assert.Single(folder.FileOf("a.yaml").Problems.Select(p => $"{p.Kind.Code} {p.Place}")));
    }

    [Fact]
    public void IsTheSameInBatchesOfAnySize()
    {
        var text = string.Concat(Enumerable.Range(0, 200).Select(i => $"- id: {i}\n  text: \"{new string('x', i)}\"\n"));

        var whole = folder.Read("a.yaml", text);

        Assert.Equal(200, whole.Count);
        Assert.All([16, 33, 100], size => Assert.Equal(whole, folder.Read("a.yaml", text, size)));
    }
}
