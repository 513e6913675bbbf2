using System.Text.Json;
using CsCheck;
using SynthTool.Expressions.Functions;

namespace SynthTool.Tests.Expressions;

public sealed class AFunction
{
    [Theory]
    [InlineData("words(\" a  b\\tc \")", "3")]
    [InlineData("words(\"\")", "0")]
    [InlineData("chars(seed.emoji)", "4")]
    [InlineData("chars(\"e\u0301\")", "1")]
    [InlineData("first_chars(seed.emoji, 2)", "\"a👩‍👩‍👧\"")]
    [InlineData("first_chars(seed.text, 5)", "\"Hello\"")]
    [InlineData("first_chars(seed.text, 500)", "\"Hello brave new world\"")]
    [InlineData("first_chars(seed.text, -1)", "\"\"")]
    [InlineData("json(seed.author)", "\"{\\\"name\\\":\\\"Ann\\\"}\"")]
    [InlineData("json(null)", "\"null\"")]
    [InlineData("words(null)", "null")]
    [InlineData("string.upcase(null)", "null")]
    [InlineData("string.upcase(\"istanbul\")", "\"ISTANBUL\"")]
    [InlineData("string.capitalize(\"ab cd\")", "\"Ab cd\"")]
    [InlineData("string.capitalizewords(\"ab cd\")", "\"Ab Cd\"")]
    [InlineData("string.append(\"a\", \"b\")", "\"ab\"")]
    [InlineData("string.prepend(\"a\", \"b\")", "\"ba\"")]
    [InlineData("string.replace(\"a.a\", \".\", \"--\")", "\"a--a\"")]
    [InlineData("string.replace_first(\"aa\", \"a\", \"b\")", "\"ba\"")]
    [InlineData("string.remove(\"banana\", \"an\")", "\"ba\"")]
    [InlineData("string.remove_last(\"banana\", \"an\")", "\"bana\"")]
    [InlineData("string.slice(\"hello\", 1, 3)", "\"ell\"")]
    [InlineData("string.slice(\"hello\", -2)", "\"lo\"")]
    [InlineData("string.slice(seed.emoji, 1, 1)", "\"👩‍👩‍👧\"")]
    [InlineData("string.truncate(\"hello world\", 8)", "\"hello...\"")]
    [InlineData("string.truncate(\"hello\", 5)", "\"hello\"")]
    [InlineData("string.truncatewords(\"a b c\", 2)", "\"a b...\"")]
    [InlineData("string.pad_left(\"7\", 3)", "\"  7\"")]
    [InlineData("string.pad_right(\"7\", 3)", "\"7  \"")]
    [InlineData("string.strip(\" a \")", "\"a\"")]
    [InlineData("string.split(\"a,b,,c\", \",\")", "[\"a\",\"b\",\"c\"]")]
    [InlineData("string.to_int(\" 42 \")", "42")]
    [InlineData("string.to_int(\"x\")", "null")]
    [InlineData("string.to_double(\"1e2\")", "100")]
    [InlineData("string.handleize(\"100% M & Ms!!!\")", "\"100-m-ms\"")]
    [InlineData("string.base64_decode(string.base64_encode(\"é\"))", "\"é\"")]
    [InlineData("string.pluralize(2, \"cat\", \"cats\")", "\"cats\"")]
    [InlineData("string.index_of(\"abc\", \"c\")", "2")]
    [InlineData("string.empty(\"\")", "true")]
    [InlineData("string.sha256(\"\")", "\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\"")]
    [InlineData("array.join([1, \"a\", null, 2.5], \"-\")", "\"1-a--2.5\"")]
    [InlineData("array.sort([3, 1.5, null, 2])", "[null,1.5,2,3]")]
    [InlineData("array.sort([{}.x ?? 1])", null)]
    [InlineData("array.uniq([1, 1.0, \"1\", 1])", "[1,\"1\"]")]
    [InlineData("array.concat([1], [2])", "[1,2]")]
    [InlineData("array.add([1], [2])", "[1,[2]]")]
    [InlineData("array.insert_at([1], 3, 2)", "[1,null,null,2]")]
    [InlineData("array.remove_at([1, 2, 3], -1)", "[1,2]")]
    [InlineData("array.compact([1, null])", "[1]")]
    [InlineData("array.reverse([1, 2])", "[2,1]")]
    [InlineData("array.limit([1, 2], 1)", "[1]")]
    [InlineData("array.offset([1, 2], 1)", "[2]")]
    [InlineData("array.first([])", "null")]
    [InlineData("array.last(seed.tags)", "\"b\"")]
    [InlineData("array.size(seed.tags)", "2")]
    [InlineData("array.map([seed.author, seed.author], \"name\")", "[\"Ann\",\"Ann\"]")]
    [InlineData("array.contains(seed.tags, \"a\")", "true")]
    [InlineData("math.abs(-3)", "3")]
    [InlineData("math.ceil(1.2)", "2")]
    [InlineData("math.floor(-1.2)", "-2")]
    [InlineData("math.round(4.6)", "5")]
    [InlineData("math.round(4.5612, 2)", "4.56")]
    [InlineData("math.divided_by(7, 2)", "3")]
    [InlineData("math.divided_by(7, 2.0)", "3.5")]
    [InlineData("math.format(1234.5, \"N1\")", "\"1,234.5\"")]
    [InlineData("math.is_number(\"1\")", "false")]
    [InlineData("object.default(null, 1)", "1")]
    [InlineData("object.default(\"\", 1)", "1")]
    [InlineData("object.keys(seed.author)", "[\"name\"]")]
    [InlineData("object.values(seed.author)", "[\"Ann\"]")]
    [InlineData("object.has_key(seed.author, \"x\")", "false")]
    [InlineData("object.size(seed.author)", "1")]
    [InlineData("object.typeof(1.5)", "\"number\"")]
    public void DoesWhatItsNameSays(string text, string? expected)
    {
        if (expected is null)
        {
            Assert.Equal("SYNTH0402", Evaluated.Refused(text).Kind.Code);
            return;
        }

        var result = Evaluated.Parsed(text).Evaluate(new TestNames(Evaluated.Row));
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(expected), result), result.GetRawText());
    }

    [Theory]
    [InlineData("math.format(1.5, \"D9\")")]
    [InlineData("math.format(1.5, \"N999999999\")")]
    [InlineData("string.base64_decode(\"%\")")]
    [InlineData("string.split(\"a\", \"\")")]
    [InlineData("array.sort([1, \"a\"])")]
    [InlineData("array.map([1], \"x\")")]
    [InlineData("array.join([[1]], \",\")")]
    [InlineData("string.append(\"a\", null)")]
    public void FailsWithAReason(string text) => Assert.NotEmpty(Evaluated.Failure(text).Message);

    [Fact]
    public void NeverCutsACharacter() =>
        Gen.Select(Gen.OneOf("a", "é", "e\u0301", "👍🏽", "👩‍👩‍👧", "\r\n", " ", "中", "🇩🇪").Array[0, 12], Gen.Int[0, 14]).Sample((parts, count) =>
        {
            var text = string.Concat(parts);
            var first = TextUnits.FirstChars(text, count);

            return text.StartsWith(first, StringComparison.Ordinal)
                && TextUnits.CountChars(first) == Math.Min(count, TextUnits.CountChars(text))
                && !(first.Length > 0 && char.IsHighSurrogate(first[^1]));
        });

    [Fact]
    public void AgreesWithItselfOnPlainText() =>
        Gen.String[Gen.Char['\0', '\u007f'], 0, 40].Where(t => !t.Contains('\r', StringComparison.Ordinal)).Sample(text => TextUnits.CountChars(text) == text.Length);

    [Fact]
    public void IsOnTheAllowListOrNowhere()
    {
        Assert.DoesNotContain(FunctionTable.ByName.Keys, n => n.StartsWith("date.", StringComparison.Ordinal) || n.StartsWith("regex.", StringComparison.Ordinal) || n.StartsWith("html.", StringComparison.Ordinal));
        Assert.DoesNotContain("object.eval", FunctionTable.ByName.Keys);
        Assert.DoesNotContain("math.random", FunctionTable.ByName.Keys);
        Assert.DoesNotContain("math.uuid", FunctionTable.ByName.Keys);
    }
}
