using SynthTool.Formats;
using SynthTool.Tests.Expressions;

namespace SynthTool.Tests.Prompts;

public sealed class ATemplateAgainstAShape
{
    private static readonly Shape Names = Evaluated.Shape("""
        {
          "seed": {"text": "string", "n": "integer", "opt": "string?", "tags": ["string"], "items": [{"question": "string", "parts": [{"x": "string"}]}],
                   "author": {"name": "string"}, "open": {"known": "string", "*": "any"}, "any": "any"},
          "row": {"id": "string"}
        }
        """);

    [Theory]
    [InlineData("a\n{{ sede.text }}", "SYNTH0709", "did you mean \"seed\"?", 2, 4)]
    [InlineData("{{ seed.txet }}", "SYNTH0710", "did you mean \"text\"?", 1, 9)]
    [InlineData("{{ if false }}{{ seed.author.nam }}{{ end }}", "SYNTH0710", "did you mean \"name\"?", 1, 30)]
    [InlineData("{{ seed['txet'] }}", "SYNTH0710", "did you mean \"text\"?", 1, 4)]
    [InlineData("{{ for i in seed.items }}{{ i.qestion }}{{ end }}", "SYNTH0710", "did you mean \"question\"?", 1, 31)]
    [InlineData("{{ for i in seed.items }}{{ for p in i.parts }}{{ p.y }}{{ end }}{{ end }}", "SYNTH0710", null, 1, 53)]
    [InlineData("{{ for i in seed.items | array.limit 2 }}{{ i.qestion }}{{ end }}", "SYNTH0710", null, 1, 47)]
    [InlineData("{{ seed.text.length }}", "SYNTH0710", null, 1, 14)]
    [InlineData("{{ seed.txet | string.upcase }}", "SYNTH0710", null, 1, 9)]
    [InlineData("{{ x = seed.txet }}", "SYNTH0710", null, 1, 13)]
    [InlineData("{{ is_missing seed.txet }}", "SYNTH0710", null, 1, 20)]
    [InlineData("{{ $\"{seed.txet}\" }}", "SYNTH0710", null, 1, 12)]
    [InlineData("{{ seed.author }}", "SYNTH0711", null, 1, 4)]
    [InlineData("{{ seed.tags }}", "SYNTH0711", null, 1, 4)]
    [InlineData("{{ seed = 1 }}", "SYNTH0712", null, 1, 4)]
    [InlineData("{{ for i in seed.items }}{{ end }}{{ unknown.x }}", "SYNTH0709", null, 1, 38)]
    [InlineData("{{ capture c }}{{ seed.txet }}{{ end }}", "SYNTH0710", null, 1, 24)]
    [InlineData("{{ func f(a) }}{{ a.b }}{{ seed.txet }}{{ end }}", "SYNTH0710", null, 1, 33)]
    public void ShowsItsErrorsBeforeAnythingIsSpent(string text, string code, string? hint, int line, int column)
    {
        var found = Assert.Single(Rendered.Check(text, Names));

        Assert.Equal((code, line, column), (found.Kind.Code, found.Place!.Line, found.Place.Column));
        if (hint is not null)
        {
            Assert.Equal(hint, found.Hint);
        }
    }

    [Theory]
    [InlineData("{{ seed.text }}{{ seed.opt }}{{ seed.n }}{{ row.id }}")]
    [InlineData("{{ seed.open.whatever }}{{ seed.any.x.y }}")]
    [InlineData("{{ for i in seed.items }}{{ i.question }}{{ for.index }}{{ for.last }}{{ end }}")]
    [InlineData("{{ for seed in seed.items }}{{ seed.question }}{{ end }}")]
    [InlineData("{{ x = seed.author }}{{ x.whatever }}")]
    [InlineData("{{ with seed.author }}{{ name }}{{ end }}")]
    [InlineData("{{ with seed.any }}{{ seed.whatever }}{{ end }}")]
    [InlineData("{{ func f(a) }}{{ a.b }}{{ $0 }}{{ $.x }}{{ $$ }}{{ end }}{{ wrap f }}x{{ end }}")]
    [InlineData("{{ capture c }}x{{ end }}{{ c.size }}")]
    [InlineData("{{ json seed.author }}{{ seed.tags | array.join ',' }}{{ seed.tags.size }}{{ seed.text.size }}")]
    [InlineData("{{ seed.items | array.first | json }}{{ (seed.items | array.first).question }}")]
    [InlineData("{{ case seed.text }}{{ when 'a' }}b{{ end }}")]
    [InlineData("{{ o = {a: seed.text}; o.a }}")]
    [InlineData("{{ while true }}{{ while.index }}{{ break }}{{ end }}x")]
    [InlineData("{{ this.seed.text }}")]
    [InlineData("{{ seed.text | @string.upcase }}")]
    public void IsFineWhereItMayBe(string text) => Assert.Empty(Rendered.Check(text, Names));

    [Fact]
    public void LooksIntoIncludesToo()
    {
        var found = Assert.Single(Rendered.Check("{{ for i in seed.items }}{{ include 'b.sbn' }}{{ end }}", Names, ("b.sbn", "{{ i.whatever }}\n{{ seed.txet }}")));

        Assert.Equal("data/prompts/b.sbn(2,9)", found.Place!.ToString());
    }

    [Fact]
    public void IsSilentAboutNamesThatAComputedIncludeMayAssign()
    {
        Assert.Empty(Rendered.Check("{{ include seed.text }}{{ maybe }}", Names));
        Assert.Single(Rendered.Check("{{ include seed.text }}{{ seed.txet }}", Names));
    }

    [Fact]
    public void IsFineWhereNothingIsKnown() => Assert.Empty(Rendered.Check("{{ anything.at.all }}{{ for x in y }}{{ x.z }}{{ end }}", Shape.Any));
}
