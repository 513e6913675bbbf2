using SynthTool.Expressions;

namespace SynthTool.Tests.Expressions;

public sealed class AnExpressionThatIsRefused
{
    [Theory]
    [InlineData("", "SYNTH0401", 0)]
    [InlineData("# only a comment", "SYNTH0401", 0)]
    [InlineData("seed.n ==", "SYNTH0401", -1)]
    [InlineData("a; b", "SYNTH0401", 3)]
    [InlineData("x = 1", "SYNTH0402", 0)]
    [InlineData("x += 1", "SYNTH0402", 0)]
    [InlineData("x++", "SYNTH0402", -1)]
    [InlineData("if a", "SYNTH0401", -1)]
    [InlineData("this", "SYNTH0402", 0)]
    [InlineData("$x", "SYNTH0402", 0)]
    [InlineData("{a: 1}", "SYNTH0402", 0)]
    [InlineData("1..5", "SYNTH0402", 1)]
    [InlineData("a << b", "SYNTH0402", 2)]
    [InlineData("a >> b", "SYNTH0402", 2)]
    [InlineData("a & b", "SYNTH0401", -1)]
    [InlineData("@words", "SYNTH0402", 0)]
    [InlineData("$\"x{a}\"", "SYNTH0402", 0)]
    [InlineData("include \"x\"", "SYNTH0404", 0)]
    [InlineData("a b", "SYNTH0404", 0)]
    [InlineData("a.b.c(1)", "SYNTH0402", 0)]
    [InlineData("date.now()", "SYNTH0404", 0)]
    [InlineData("1 | math.random(3)", "SYNTH0404", 4)]
    [InlineData("regex.match(a, \"x\")", "SYNTH0404", 0)]
    [InlineData("object.eval(\"1\")", "SYNTH0404", 0)]
    [InlineData("string.upcas(a)", "SYNTH0404", 0)]
    [InlineData("1 + 1e999999999", "SYNTH0401", 4)]
    [InlineData("words", "SYNTH0405", 0)]
    [InlineData("words()", "SYNTH0405", 0)]
    [InlineData("words(a, b)", "SYNTH0405", 0)]
    [InlineData("first_chars(a, count: 3)", "SYNTH0402", 15)]
    [InlineData("string", "SYNTH0406", 0)]
    [InlineData("string.size == 3", "SYNTH0405", 0)]
    [InlineData("matches(a, b)", "SYNTH0405", 11)]
    [InlineData("matches(a)", "SYNTH0405", 0)]
    [InlineData("matches(a, \"(\")", "SYNTH0405", 11)]
    [InlineData("matches(a, \"(?=x)\")", "SYNTH0405", 11)]
    [InlineData("not a == b", "SYNTH0403", 0)]
    [InlineData("x or not a in b", "SYNTH0403", 5)]
    [InlineData("!a != b", "SYNTH0403", 0)]
    [InlineData("not a + b", "SYNTH0403", 0)]
    [InlineData("a < b < c", "SYNTH0403", 0)]
    [InlineData("a == b in c", "SYNTH0403", 5)]
    [InlineData("words seed.t > 3", "SYNTH0403", 6)]
    [InlineData("seed.t | words > 3", "SYNTH0403", 9)]
    [InlineData("words (seed.t) > 3", "SYNTH0403", 6)]
    [InlineData("is_missing seed.t and a", "SYNTH0403", 11)]
    [InlineData("a and b | words", "SYNTH0403", 0)]
    public void IsNamedByCodeAndPlace(string text, string code, int column)
    {
        var found = Evaluated.Refused(text);

        Assert.Equal(code, found.Kind.Code);
        Assert.Equal((Evaluated.Place.Path, 7), (found.Place!.Path, found.Place.Line));
        if (column >= 0)
        {
            Assert.Equal(11 + column, found.Place.Column);
        }
    }

    [Theory]
    [InlineData("string.upcas(a)", "did you mean string.upcase?")]
    [InlineData("date.now()", "dates depend on when a build runs; put them into the seeds")]
    [InlineData("object.eval(\"1\")", "text is never evaluated")]
    public void SaysWhatToDo(string text, string hint) => Assert.Equal(hint, Evaluated.Refused(text).Hint);

    [Fact]
    public void IsPlacedOnItsOwnLine()
    {
        var found = Evaluated.Refused("a == 1\n  and not b == c");

        Assert.Equal(Evaluated.Place with { Line = 8, Column = 11 + 6 }, found.Place);
    }

    [Fact]
    public void HasNoLineBreaksInItsMessage()
    {
        foreach (var text in new[] { "\"\u0001\n", "a ==\n\n==", "`x\n", "a \u2028 = 3", "{{ a }}", "\\n" })
        {
            Assert.All(Expression.Parse(text, Evaluated.Place).Diagnostics, d => Assert.DoesNotContain(d.Message + d.Hint, c => char.IsControl(c)));
        }
    }

    [Fact]
    public void MayBeDeepOrLongWithoutHarm()
    {
        foreach (var text in new[]
        {
            new string('(', 5000) + "1" + new string(')', 5000),
            string.Join(" + ", Enumerable.Repeat("1", 10_000)),
            string.Concat(Enumerable.Repeat("!", 20_000)) + "true",
            string.Concat(Enumerable.Repeat("[", 20_000)),
            "a" + string.Concat(Enumerable.Repeat(".b", 20_000)),
            "a" + string.Concat(Enumerable.Repeat("[0]", 20_000)),
            "a" + string.Concat(Enumerable.Repeat(" | words", 8_000)),
            "a" + string.Concat(Enumerable.Repeat(" ? 1 : a", 7_000)),
            new string('a', 70_000),
        })
        {
            Assert.Contains(Expression.Parse(text, Evaluated.Place).Diagnostics, d => d.Kind.Code is "SYNTH0401");
        }
    }
}
