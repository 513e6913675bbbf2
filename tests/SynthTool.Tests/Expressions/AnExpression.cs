using System.Globalization;

namespace SynthTool.Tests.Expressions;

public sealed class AnExpression
{
    [Theory]
    [InlineData("seed.text", "\"Hello brave new world\"")]
    [InlineData("seed[\"first-name\"]", "\"Ada\"")]
    [InlineData("seed.tags[0]", "\"a\"")]
    [InlineData("seed.tags[-1]", "\"b\"")]
    [InlineData("seed.author.name", "\"Ann\"")]
    [InlineData("seed.none", "null")]
    [InlineData("seed.none?.name", "null")]
    [InlineData("row.calls.draft.output_tokens", "17")]
    [InlineData("seed.tags.size", "2")]
    [InlineData("seed.text.size", "21")]
    [InlineData("seed.none ?? \"x\"", "\"x\"")]
    [InlineData("seed.n > 2 ? \"many\" : \"few\"", "\"many\"")]
    [InlineData("[seed.n, \"x\", null, [true]]", "[3,\"x\",null,[true]]")]
    [InlineData("'single'", "\"single\"")]
    public void ReadsNamesAndValues(string text, string expected) => Assert.Equal(expected, Evaluated.Of(text));

    [Theory]
    [InlineData("1 + 2 * 3", "7")]
    [InlineData("(1 + 2) * 3", "9")]
    [InlineData("7 / 2", "3.5")]
    [InlineData("7 // 2", "3")]
    [InlineData("-7 // 2", "-3")]
    [InlineData("7 % 3", "1")]
    [InlineData("-seed.n", "-3")]
    [InlineData("seed.big + 1", "123456789012345678901234567891")]
    [InlineData("9223372036854775807 + 1", "9223372036854775808")]
    [InlineData("9223372036854775807 * 2 - 9223372036854775807", "9223372036854775807")]
    [InlineData("-9223372036854775808 - 1", "-9223372036854775809")]
    [InlineData("seed.half * 2", "1")]
    [InlineData("0.1 + 0.2", "0.30000000000000004")]
    public void CountsExactly(string text, string expected) => Assert.Equal(expected, Evaluated.Of(text));

    [Theory]
    [InlineData("seed.n == 3", true)]
    [InlineData("seed.n == 3.0", true)]
    [InlineData("seed.n == \"3\"", false)]
    [InlineData("seed.none == null", true)]
    [InlineData("seed.text == null", false)]
    [InlineData("seed.text != null", true)]
    [InlineData("seed.big == 123456789012345678901234567890", true)]
    [InlineData("seed.big > 123456789012345678901234567889", true)]
    [InlineData("9007199254740993 > 9007199254740992.0", true)]
    [InlineData("9007199254740993 == 9007199254740992.0", false)]
    [InlineData("seed.tags == [\"a\", \"b\"]", true)]
    [InlineData("seed.tags == [\"b\", \"a\"]", false)]
    [InlineData("\"a\" < \"b\"", true)]
    [InlineData("\"Z\" < \"a\"", true)]
    [InlineData("seed.author == seed.author", true)]
    [InlineData("score.faithful == \"yes\" and score.helpful >= 3", true)]
    [InlineData("score.faithful == \"no\" or score.helpful >= 3", true)]
    [InlineData("not seed.yes or seed.n == 3", true)]
    [InlineData("not (seed.n == 3)", false)]
    [InlineData("!seed.yes", false)]
    [InlineData("seed.n == 1 or seed.n == 3 and seed.yes", true)]
    [InlineData("(seed.n == 3 or seed.yes) and not seed.yes", false)]
    [InlineData("seed.n == 3 && seed.yes || false", true)]
    [InlineData("\"a\" in seed.tags", true)]
    [InlineData("\"c\" in seed.tags", false)]
    [InlineData("not (\"c\" in seed.tags)", true)]
    [InlineData("seed.n in [1, 2, 3.0]", true)]
    [InlineData("false and seed.none > 1", false)]
    [InlineData("true or seed.none > 1", true)]
    [InlineData("is_missing(seed.none)", true)]
    [InlineData("is_missing(seed.nowhere)", true)]
    [InlineData("is_missing(seed.none.deeper)", true)]
    [InlineData("is_missing(seed.tags[7])", true)]
    [InlineData("is_missing(seed.text)", false)]
    [InlineData("words(seed.text) > 3", true)]
    [InlineData("(seed.text | words) > 3", true)]
    [InlineData("(seed.text | string.downcase | string.starts_with \"hello\")", true)]
    [InlineData("matches(seed.text, \"^Hello\\\\s\")", true)]
    [InlineData("matches(seed.text, `^\\w+$`)", false)]
    public void Decides(string text, bool expected) => Assert.Equal(expected, Evaluated.Test(text));

    [Fact]
    public void GoesOverSeveralLines() =>
        Assert.True(Evaluated.Test("seed.n == 3   # three\n  and seed.yes\n  and\n  \"a\" in seed.tags\n"));

    [Fact]
    public void KeepsWordsThatAreFieldsOrText() =>
        Assert.Equal("[1,2,3,4,\"a and b or not in\"]", Evaluated.Of("[x.in, x.and, x.or, x.not, \"a and b or not in\"]", """{"x":{"in":1,"and":2,"or":3,"not":4}}"""));

    [Fact]
    public void TakesNamesThatBeginLikeAWord() =>
        Assert.Equal("[1,2]", Evaluated.Of("[notes, order]", """{"notes":1,"order":2}"""));

    [Fact]
    public void GivesAPassedValueBackAsItWasWritten() =>
        Assert.Equal("""{"b":1.50,"a":[1e3]}""", Evaluated.Of("seed.x", """{"seed":{"x":{"b":1.50,"a":[1e3]}}}"""));

    [Fact]
    public void NamesThePathsThatItReads()
    {
        var names = Evaluated.Parsed("score.faithful == \"yes\" and words(seed[\"first-name\"]) > row.calls.draft.output_tokens + seed.tags[seed.n].x").Names;

        Assert.Equal(["score.faithful", "seed.first-name", "row.calls.draft.output_tokens", "seed.n", "seed.tags"], names.Select(n => n.ToString()));
        Assert.Equal(Evaluated.Place with { Column = 11 }, names[0].Place);
        Assert.Equal(Evaluated.Place with { Column = 11 + 34 }, names[1].Place);
    }

    [Fact]
    public void ReadsADeclaredFieldThatARecordLacksAsNull()
    {
        var names = new TestNames("""{"seed":{"author":{}}}""", Evaluated.Shape("""{"seed":{"text":"string?","author":{"name":"string?"},"list":["string"]},"draft":"string"}"""));

        Assert.Equal("null", Evaluated.Parsed("seed.text").Evaluate(names).GetRawText());
        Assert.Equal("null", Evaluated.Parsed("seed.author.name").Evaluate(names).GetRawText());
        Assert.Equal("null", Evaluated.Parsed("draft").Evaluate(names).GetRawText());
        Assert.Throws<SynthTool.Expressions.ExpressionFailure>(() => Evaluated.Parsed("seed.nowhere").Evaluate(names));
    }

    [Fact]
    public void MeansTheSameUnderEveryCulture()
    {
        var before = CultureInfo.CurrentCulture;
        var odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        odd.NumberFormat.NumberDecimalSeparator = ",";
        odd.NumberFormat.NegativeSign = "~";
        try
        {
            CultureInfo.CurrentCulture = odd;

            Assert.Equal("""["0.5","-1","1.50",2.5,"TITLE",-2]""", Evaluated.Of("""[json(seed.half), json(0 - 1), math.format(1.5, "0.00"), string.to_double("2.5"), string.upcase("title"), -2]"""));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void IsSafeForSeveralThreads()
    {
        var expression = Evaluated.Parsed("words(seed.text) + seed.n * 2");
        var names = new TestNames(Evaluated.Row);

        var results = Enumerable.Range(0, 2000).AsParallel().Select(_ => expression.Evaluate(names).GetInt32()).Distinct();

        Assert.Equal([10], results);
    }
}
