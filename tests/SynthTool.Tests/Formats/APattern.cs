using System.Text;
using System.Text.Json;
using SynthTool.Formats.Schemas;

namespace SynthTool.Tests.Formats;

public sealed class APattern
{
    [Theory]
    [InlineData("a", "cat", true)] // not anchored
    [InlineData("^a", "cat", false)]
    [InlineData("^cat$", "cat\n", false)] // .NET's $ would allow the line end
    [InlineData("^b$", "a\nb\nc", false)]
    [InlineData("^\\d+$", "٣", false)] // ASCII only
    [InlineData("^\\d+$", "42", true)]
    [InlineData("^\\D$", "٣", true)]
    [InlineData("^\\w+$", "é", false)]
    [InlineData("^\\W$", "é", true)]
    [InlineData("^\\s$", "\u00a0", true)]
    [InlineData("^\\s$", "\ufeff", true)]
    [InlineData("^\\s$", "\u0085", false)] // .NET says yes
    [InlineData("^\\S$", "\u2003", false)]
    [InlineData("\\bcat\\b", "a cat!", true)]
    [InlineData("\\bcat\\b", "écaté", true)] // é is no word character
    [InlineData("\\bcat\\b", "concat", false)]
    [InlineData("\\Bcat", "concat", true)]
    [InlineData("^.$", "😀", true)] // one code point
    [InlineData("^.{2}$", "😀", false)]
    [InlineData("^.*$", "a😀b", true)]
    [InlineData("^.+.+$", "😀", false)]
    [InlineData("^.$", "\u2028", false)]
    [InlineData("^.$", "\u0085", true)]
    [InlineData("^[^a]$", "😀", true)]
    [InlineData("^[^a]+[^b]$", "😀", false)]
    [InlineData("^[😀-😂]$", "😁", true)]
    [InlineData("^[😀-😂]$", "😃", false)]
    [InlineData("^😀*$", "😀😀", true)]
    [InlineData("^😀*$", "😀\ud83d", false)]
    [InlineData("^\\ud83d\\ude00$", "😀", true)]
    [InlineData("^\\u{1F600}$", "😀", true)]
    [InlineData("^[\\u{10000}-\\u{10FFFF}]$", "😀", true)]
    [InlineData("^\\p{L}+$", "Straße", true)]
    [InlineData("^\\p{Letter}+$", "a1", false)]
    [InlineData("^\\p{Lu}\\P{Lu}$", "Éé", true)]
    [InlineData("^[\\p{Nd}_]+$", "৪_2", true)]
    [InlineData("^\\p{Script=Latin}$", "a", null)]
    [InlineData("^[]$", "", false)]
    [InlineData("^[^]$", "\n", true)]
    [InlineData("^[\\b]$", "\b", true)]
    [InlineData("^[a\\-z]$", "-", true)]
    [InlineData("^[\\w-]+$", "a-b", true)]
    [InlineData("^[a-]$", "-", true)]
    [InlineData("^\\cJ$", "\n", true)]
    [InlineData("^\\x41\\t$", "A\t", true)]
    [InlineData("^a{2,3}$", "aaaa", false)]
    [InlineData("^a{2,}$", "aaaa", true)]
    [InlineData("^a{,2}$", "a{,2}", true)] // no quantifier in ECMA
    [InlineData("^{$", "{", true)]
    [InlineData("^(?:ab|a)b?c$", "abc", true)]
    [InlineData("^(a)|b$", "ba", false)]
    [InlineData("^(?<year>\\d{4})-\\k<year>$", "2024-2024", true)]
    [InlineData("^(['\"]).*\\1$", "'x\"", false)]
    [InlineData("^(?:(a)|b)c$", "bc", true)]
    [InlineData("^(a)?\\1b$", "b", true)] // a group that took no part is empty in ECMA
    [InlineData("^(?!.*bad)", "so bad", false)]
    [InlineData("(?<=\\$)\\d", "$5", true)]
    [InlineData("(?<!\\$)5", "$5", false)]
    [InlineData("^a*?b+?$", "aabb", true)]
    [InlineData("^[a-z]+[0-9]*$", "abc", true)] // matched without an engine
    [InlineData("^[a-z]*[a-y]$", "abz", false)]
    [InlineData("^[a-z]*[a-z]$", "abz", true)]
    [InlineData("^[^@]+@[^@]+$", "é@😀", true)]
    [InlineData("^a?b?a$", "a", true)]
    [InlineData("", "anything", true)]
    [InlineData("\\Z", "", null)]
    [InlineData("\\a", "", null)]
    [InlineData("(?i)a", "", null)]
    [InlineData("(?>a)", "", null)]
    [InlineData("a**", "", null)]
    [InlineData("*a", "", null)]
    [InlineData("(a", "", null)]
    [InlineData("a)", "", null)]
    [InlineData("[a", "", null)]
    [InlineData("[z-a]", "", null)]
    [InlineData("a{3,2}", "", null)]
    [InlineData("a{99999999999}", "", null)]
    [InlineData("\\", "", null)]
    [InlineData("[\\", "", null)]
    [InlineData("\\u{110000}", "", null)]
    [InlineData("\\u12", "", null)]
    [InlineData("(?:(a)\\1)*", "", null)]
    [InlineData("\\1(a)", "", null)]
    public void MeansWhatEcmaSays(string pattern, string text, bool? matches)
    {
        var parsed = EcmaPattern.TryParse(pattern, out var problem);

        Assert.Equal(matches is null, parsed is null);
        Assert.Equal(matches is null, problem.Length > 0);
        if (parsed is not null)
        {
            var escaped = Encoding.ASCII.GetBytes(string.Concat(text.Select(c => $"\\u{(int)c:x4}")));
            Assert.Equal(matches, parsed.IsMatch(escaped));
            if (!text.Any(c => char.IsControl(c) || char.IsSurrogate(c) || c is '"' or '\\'))
            {
                Assert.Equal(matches, parsed.IsMatch(Encoding.UTF8.GetBytes(text)));
            }
        }
    }

    [Theory]
    [InlineData("^(a+)+$")]
    [InlineData("(x+x+)+y")]
    [InlineData("^(?:.*a){20}$")]
    public void OfALongTextTakesLinearTime(string pattern) =>
        Assert.False(EcmaPattern.TryParse(pattern, out _)!.IsMatch(Encoding.ASCII.GetBytes(new string('a', 5000) + new string('x', 5000) + "!")));

    [Fact]
    public void ThatTakesTooLongLeavesTheValueUnjudged()
    {
        var schema = JsonSchema.Parse("""{"not":{"pattern":"^(?=((a+)+)+$)b"}}"""u8.ToArray(), "s.json").Value!;
        var value = JsonSerializer.SerializeToElement(new string('a', 5000) + "!");

        Assert.Contains("takes too long", Assert.Single(schema.Validate(value)).Message, StringComparison.Ordinal); // and is not valid by way of "not"
    }

    [Fact]
    public void OfThousandsOfNestedGroupsIsRefused() =>
        Assert.Null(EcmaPattern.TryParse(new string('(', 5000) + new string(')', 5000), out _));
}
