using SynthTool.Formats;

namespace SynthTool.Tests.Expressions;

public sealed class AnExpressionAgainstAShape
{
    private static readonly Shape Names = Evaluated.Shape("""
        {
          "seed": {"text": "string", "n": "integer", "x": "number", "opt": "string?", "yes": "boolean", "tags": ["string"],
                   "author": {"name": "string"}, "open": {"known": "string", "*": "any"}, "any": "any"},
          "draft": {"questions": [{"question": "string", "kind": "string"}]}
        }
        """);

    [Theory]
    [InlineData("sede.text", "SYNTH0406", "did you mean \"seed\"?", 0)]
    [InlineData("seed.txet", "SYNTH0407", "did you mean \"text\"?", 5)]
    [InlineData("seed.author.nam", "SYNTH0407", "did you mean \"name\"?", 12)]
    [InlineData("draft.questions[0].kid", "SYNTH0407", "did you mean \"kind\"?", 19)]
    [InlineData("is_missing(seed.txet)", "SYNTH0407", "did you mean \"text\"?", 16)]
    [InlineData("seed.text.nam", "SYNTH0407", null, 10)]
    [InlineData("seed.n > \"3\"", "SYNTH0408", null, 7)]
    [InlineData("seed.opt > 3", "SYNTH0408", null, 9)]
    [InlineData("seed.yes < 3", "SYNTH0408", null, 9)]
    [InlineData("seed.n > null", "SYNTH0408", "test is_missing(…)", 7)]
    [InlineData("seed.n == \"3\"", "SYNTH0408", null, 7)]
    [InlineData("1 in seed.tags", "SYNTH0408", null, 2)]
    [InlineData("\"a\" in seed.text", "SYNTH0408", "string.contains finds text in text", 4)]
    [InlineData("seed.text + \"x\"", "SYNTH0408", "string.append joins texts", 10)]
    [InlineData("-seed.text", "SYNTH0408", null, 0)]
    [InlineData("seed.tags[\"x\"]", "SYNTH0407", null, 0)]
    [InlineData("draft.questions | array.map \"kid\"", "SYNTH0407", "did you mean \"kind\"?", 28)]
    [InlineData("1 in (draft.questions | array.map \"kind\")", "SYNTH0408", null, 2)]
    [InlineData("not seed.n", "SYNTH0409", null, 9)]
    [InlineData("seed.yes and seed.text", "SYNTH0409", null, 18)]
    [InlineData("seed.n ? 1 : 2", "SYNTH0409", null, 5)]
    [InlineData("words(seed.n)", "SYNTH0405", null, 11)]
    [InlineData("string.append(seed.text, seed.n)", "SYNTH0405", null, 30)]
    public void ShowsItsErrorsBeforeAnythingIsSpent(string text, string code, string? hint, int column)
    {
        var found = Assert.Single(Evaluated.Parsed(text).Check(Names).Diagnostics);

        Assert.Equal(code, found.Kind.Code);
        Assert.Equal(Evaluated.Place with { Column = 11 + column }, found.Place);
        if (hint is not null)
        {
            Assert.Equal(hint, found.Hint);
        }
    }

    [Theory]
    [InlineData("seed.text")]
    [InlineData("seed.open.whatever.is.there > 3")]
    [InlineData("seed.any.x[0] + 1")]
    [InlineData("seed.any == 3 or seed.any == \"3\"")]
    [InlineData("seed.opt == null and is_missing(seed.opt)")]
    [InlineData("seed.n > 2.5")]
    [InlineData("draft.questions | array.map \"kind\" | array.contains \"how\"")]
    [InlineData("array.first(draft.questions).kind == \"how\"")]
    [InlineData("seed.text.size > seed.tags.size")]
    [InlineData("words(seed.any) > 3")]
    public void IsFineWhereItMayBe(string text) => Assert.Empty(Evaluated.Parsed(text).Check(Names).Diagnostics);

    [Fact]
    public void IsFineWhereNothingIsKnown() => Assert.Empty(Evaluated.Parsed("anything.at.all > 3 and x.y in z").CheckCondition(Shape.Any).Diagnostics);

    [Theory]
    [InlineData("seed.text", "String", false)]
    [InlineData("seed.opt", "String", true)]
    [InlineData("seed.n + 1", "Integer", false)]
    [InlineData("seed.n * seed.x", "Number", false)]
    [InlineData("seed.n / 2", "Number", false)]
    [InlineData("seed.n // 2", "Integer", false)]
    [InlineData("seed.n > 2", "Boolean", false)]
    [InlineData("seed.yes ? 1 : null", "Integer", true)]
    [InlineData("seed.yes ? 1 : 2.5", "Number", false)]
    [InlineData("seed.yes ? 1 : \"a\"", "Mixed", true)]
    [InlineData("seed.opt ?? \"a\"", "String", false)]
    [InlineData("words(seed.text)", "Integer", false)]
    [InlineData("words(seed.opt)", "Integer", true)]
    [InlineData("json(seed.opt)", "String", false)]
    [InlineData("seed.tags", "Array", false)]
    [InlineData("array.first(seed.tags)", "String", true)]
    [InlineData("math.round(seed.x)", "Integer", false)]
    [InlineData("[1, 2.5]", "Array", false)]
    [InlineData("null", "Null", true)]
    [InlineData("draft.questions[0]", "Object", false)]
    [InlineData("seed.any", "Any", true)]
    [InlineData("is_missing(seed.opt)", "Boolean", false)]
    public void GivesTheShapeOfItsResult(string text, string kind, bool nullable)
    {
        var check = Evaluated.Parsed(text).Check(Names);

        Assert.Empty(check.Diagnostics);
        Assert.Equal((kind, nullable), (check.Result.Kind.ToString(), check.Result.Nullable));
    }

    [Fact]
    public void MustBeTrueOrFalseAsACondition()
    {
        Assert.Equal("SYNTH0409", Assert.Single(Evaluated.Parsed("seed.n").CheckCondition(Names).Diagnostics).Kind.Code);
        Assert.Empty(Evaluated.Parsed("seed.any").CheckCondition(Names).Diagnostics);
        Assert.Empty(Evaluated.Parsed("seed.yes").CheckCondition(Names).Diagnostics);
    }
}
