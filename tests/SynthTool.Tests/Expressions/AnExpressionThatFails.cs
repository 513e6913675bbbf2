namespace SynthTool.Tests.Expressions;

public sealed class AnExpressionThatFails
{
    [Theory]
    [InlineData("seed.n > \"2\"", "a number cannot be compared with text", 7)]
    [InlineData("seed.none < 1", "null cannot be compared with a number; test is_missing(…) first", 10)]
    [InlineData("seed.yes < false", "true or false has no order", 9)]
    [InlineData("seed.tags < [1]", "an array has no order", 10)]
    [InlineData("seed.text + \"x\"", "arithmetic needs numbers, not text; string.append joins texts", 10)]
    [InlineData("1 + seed.none", "arithmetic needs numbers, not null", 2)]
    [InlineData("-seed.text", "arithmetic needs numbers, not text", 0)]
    [InlineData("1 / 0", "division by zero", 2)]
    [InlineData("1 % 0.0", "division by zero", 2)]
    [InlineData("1.5 // 2", "// divides whole numbers", 4)]
    [InlineData("1.0e308 * 10", "the result is too large or not a number", 8)]
    [InlineData("seed.txet", "seed has no field \"txet\": did you mean \"text\"?", 5)]
    [InlineData("seed.none.name", "seed.none is null, so it has no field \"name\"", 10)]
    [InlineData("seed.text.name", "seed.text is text and has no field \"name\"", 10)]
    [InlineData("sede.text", "nothing is named sede here: did you mean \"seed\"?", 0)]
    [InlineData("seed.tags[2]", "seed.tags has 2 elements, none at 2", 0)]
    [InlineData("seed.text[0]", "seed.text is text: string.slice takes characters out of it", 0)]
    [InlineData("\"a\" in seed.text", "in needs an array on its right, not text; string.contains finds text in text", 4)]
    [InlineData("1 in seed.none", "in needs an array on its right, not null", 2)]
    [InlineData("seed.n and seed.yes", "a condition must be true or false, but seed.n is a number", 5)]
    [InlineData("not seed.none", "but seed.none is null; test is_missing(…) first", 9)]
    [InlineData("seed.text ? 1 : 2", "a condition must be true or false, but seed.text is text", 5)]
    [InlineData("string.upcase(seed.n)", "string.upcase: text must be text, not a number", 0)]
    [InlineData("first_chars(seed.text, 1.5)", "first_chars: count must be a whole number, not a number", 0)]
    [InlineData("seed.lone | string.upcase", "a text here holds half of a character (a lone surrogate)", 12)]
    public void SaysWhyAndWhere(string text, string message, int column)
    {
        var failure = Evaluated.Failure(text);

        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        Assert.Equal(Evaluated.Place with { Column = 11 + column }, failure.Place);
    }

    [Theory]
    [InlineData("seed.text")]
    [InlineData("seed.n")]
    [InlineData("seed.none")]
    [InlineData("1")]
    [InlineData("\"\"")]
    public void IsNoCondition(string text) =>
        Assert.Contains("must be true or false", Assert.Throws<SynthTool.Expressions.ExpressionFailure>(() => Evaluated.Parsed(text).Test(new TestNames(Evaluated.Row))).Message, StringComparison.Ordinal);

    [Fact]
    public void IsPlacedOnItsOwnLine()
    {
        var failure = Evaluated.Failure("seed.n == 3\n  and seed.none > 1");

        Assert.Equal(Evaluated.Place with { Line = 8, Column = 11 + 16 }, failure.Place);
    }

    [Theory]
    [InlineData("string.pad_left(seed.text, 99999999)")]
    [InlineData("array.insert_at([], 99999999, 1)")]
    [InlineData("json([string.pad_left(\"\", 9000000), string.pad_left(\"\", 9000000)])")]
    public void StaysWithinItsBounds(string text) => Assert.Contains("would", Evaluated.Failure(text).Message, StringComparison.Ordinal);

    [Fact]
    public void RefusesNumbersWithoutEnd()
    {
        var digits = new string('9', 30_000);

        Assert.Contains("20,000 digits", Evaluated.Failure("seed.x + 1", $"{{\"seed\":{{\"x\":{digits}}}}}").Message, StringComparison.Ordinal);
        Assert.Contains("larger than", Evaluated.Failure("seed.x + 1", """{"seed":{"x":1e999}}""").Message, StringComparison.Ordinal);
        Assert.Contains("20,000 digits", Evaluated.Failure("(seed.x * seed.x) * (seed.x * seed.x)", $"{{\"seed\":{{\"x\":{digits[..9_000]}}}}}").Message, StringComparison.Ordinal);
    }
}
