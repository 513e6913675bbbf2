using SynthTool.Prompts;

namespace SynthTool.Tests.Prompts;

public sealed class ATemplateThatIsRefused
{
    [Theory]
    [InlineData("", "SYNTH0704", 0)]
    [InlineData(" \n ", "SYNTH0704", 0)]
    [InlineData("a\n{{ if x }}", "SYNTH0701", 2)]
    [InlineData("a\n\n{{ 1 + }}", "SYNTH0701", 3)]
    [InlineData("a\n{{ 1e999999999 }}", "SYNTH0701", 2)]
    [InlineData("a\n{{ import seed }}", "SYNTH0702", 2)]
    [InlineData("a{{ x = 1; readonly x }}", "SYNTH0702", 1)]
    [InlineData("{{ tablerow x in y }}{{ end }}", "SYNTH0702", 1)]
    [InlineData("{{ date.now }}", "SYNTH0708", 1)]
    [InlineData("{{ 5 | math.random 1 }}", "SYNTH0708", 1)]
    [InlineData("{{ 'x' | object.eval }}", "SYNTH0708", 1)]
    [InlineData("{{ regex.match 'x' 'y' }}", "SYNTH0708", 1)]
    [InlineData("{{ 'x' | html.escape }}", "SYNTH0708", 1)]
    [InlineData("{{ 'x' | string.upcas }}", "SYNTH0708", 1)]
    [InlineData("{{ string.append 'x' }}", "SYNTH0708", 1)]
    [InlineData("{{ 'a' | string.append 'x' 'y' }}", "SYNTH0708", 1)]
    [InlineData("{{ string = 1 }}", "SYNTH0712", 1)]
    [InlineData("{{ include = 1 }}", "SYNTH0712", 1)]
    [InlineData("{{ func json(x) }}{{ end }}", "SYNTH0712", 1)]
    public void IsNamedByCodeAndLine(string text, string code, int line)
    {
        var found = Assert.Single(Rendered.TryParse(text).Diagnostics.DistinctBy(d => d.Kind.Code));

        Assert.Equal((code, Rendered.Path, line), (found.Kind.Code, found.Place!.Path, found.Place.Line));
        Assert.DoesNotContain(found.Message + found.Hint, c => char.IsControl(c));
    }

    [Fact]
    public void IsTooLarge() => Assert.Equal("SYNTH0707", Rendered.Refused(new string('x', PromptLimits.File + 1)).Kind.Code);

    [Fact]
    public void MayBeDeepWithoutHarm()
    {
        foreach (var text in new[]
        {
            string.Concat(Enumerable.Repeat("{{ if true }}", 20_000)),
            string.Concat(Enumerable.Repeat("{{ if true }}", 5_000)) + string.Concat(Enumerable.Repeat("{{ end }}", 5_000)),
            "{{ " + string.Join(" + ", Enumerable.Repeat("1", 50_000)) + " }}",
            "{{ " + new string('(', 50_000) + " }}",
            "{{ " + new string('[', 50_000) + " }}",
            "{{ a" + string.Concat(Enumerable.Repeat(".b", 50_000)) + " }}",
            "{{ a" + string.Concat(Enumerable.Repeat("|json", 50_000)) + " }}",
            "{{ $\"" + string.Concat(Enumerable.Repeat("{$\"", 5_000)),
            string.Concat(Enumerable.Repeat("{{ if a }}{{ else if b }}", 5_000)),
            "{{ if a }}" + string.Concat(Enumerable.Repeat("{{ else if b }}", 5_000)) + "{{ end }}",
            string.Concat(Enumerable.Repeat("{{", 2_000)),
        })
        {
            Assert.Contains(Rendered.TryParse(text).Diagnostics, d => d.Kind.Code is "SYNTH0701" or "SYNTH0707");
        }
    }

    [Fact]
    public void ShowsAllErrorsOfAllFilesAtOnce()
    {
        var found = Rendered.TryParse("{{ include 'b.sbn' }}{{ include 'missing.sbn' }}\n{{ include '../x.sbn' }}", ("b.sbn", "{{ 1 + }}")).Diagnostics;

        Assert.Equal(["SYNTH0701", "SYNTH0705", "SYNTH0706"], found.Select(d => d.Kind.Code).Order());
    }
}
