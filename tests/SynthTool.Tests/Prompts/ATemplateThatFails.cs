using SynthTool.Prompts;
using SynthTool.Tests.Expressions;

namespace SynthTool.Tests.Prompts;

public sealed class ATemplateThatFails
{
    [Theory]
    [InlineData("hi\n{{ sede.text }}", "nothing is named sede here: did you mean seed?", 2, 4)]
    [InlineData("hi\n  {{ seed.txet }}", "seed has no field \"txet\": did you mean \"text\"?", 2, 11)]
    [InlineData("{{ if seed.txet }}x{{ end }}", "has no field \"txet\"", 1, 12)]
    [InlineData("{{ seed.author.nam }}", "has no field \"nam\": did you mean \"name\"?", 1, 16)]
    [InlineData("{{ seed.none.name }}", "is null", 1, 14)]
    [InlineData("{{ seed.text.length }}", "text has no field \"length\"", 1, 14)]
    [InlineData("{{ seed.big.is_even }}", "this value has no field \"is_even\"", 1, 13)]
    [InlineData("{{ seed.tags[7] }}", "out of bounds", 1, 14)]
    [InlineData("{{ seed.text[0] }}", "", 1, 14)]
    [InlineData("{{ seed.author }}", "an object is printed through json", 1, 1)]
    [InlineData("{{ seed.tags }}", "an array is printed through json", 1, 1)]
    [InlineData("{{ [1] }}", "an array is printed through json", 1, 1)]
    [InlineData("{{ 'x' + seed.tags }}", "operators take texts", 1, 8)]
    [InlineData("{{ for c in seed.text }}{{ c }}{{ end }}", "a text is no list; string.split makes one of it", 1, 13)]
    [InlineData("{{ for c in 5 }}{{ c }}{{ end }}", "", 1, 13)]
    [InlineData("{{ seed.tags | string.upcase }}", "string.upcase: text must be text, not an array", 1, 16)]
    [InlineData("{{ seed.text = 1 }}", "", 1, 9)]
    [InlineData("{{ seed = 1 }}", "", 1, 4)]
    [InlineData("{{ seed.tags[0] = 1 }}", "", 1, 1)]
    [InlineData("{{ string.upcase = 1 }}", "", 1, 11)]
    [InlineData("{{ 1 / 0 }}", "the result is too large, or not a number", 1, 6)]
    [InlineData("{{ seed.lone }}", "half of a character", 1, 9)]
    [InlineData("{{ 3 'x' }}", "", 1, 4)]
    [InlineData("{{ seed.text 'x' }}", "", 1, 4)]
    public void SaysWhyAndWhere(string text, string message, int line, int column)
    {
        var failure = Rendered.Failure(text);

        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        Assert.Equal((Rendered.Path, line), (failure.Place.Path, failure.Place.Line));
        Assert.True(column == failure.Place.Column || column == 1, $"{failure.Place} {failure.Message}");
        Assert.DoesNotContain(failure.Message, c => char.IsControl(c));
    }

    [Theory]
    [InlineData("{{ seed.none }}")]
    [InlineData("  \n{{ if false }}x{{ end }}")]
    public void GivesNoMessage(string text) => Assert.Equal("the template gives no text here, and so no message", Rendered.Failure(text).Message);

    [Fact]
    public void DoesNotHarmTheNextRender()
    {
        var template = Rendered.Parse("{{ for t in seed.tags }}{{ capture c }}{{ t.x }}{{ end }}{{ end }}ok");

        for (var i = 0; i < 20; i++)
        {
            Assert.Throws<PromptFailure>(() => template.Render(new TestNames("""{"seed":{"tags":[{}]}}""")));
            Assert.Equal("ok", template.Render(new TestNames("""{"seed":{"tags":[{"x":"y"}]}}""")).Messages[0].Text);
        }
    }

    [Theory]
    [InlineData("{{ while true }}{{ end }}", "100000")]
    [InlineData("{{ for a in 1..1000 }}{{ for b in 1..1000 }}{{ end }}{{ end }}", "100000")]
    [InlineData("{{ for i in 1..99999999999 }}{{ end }}", "LoopLimit")]
    [InlineData("{{ func f }}{{ f }}{{ end }}{{ f }}", "recursive")]
    [InlineData("{{ x = 'aaaaaaaa'; for i in 1..40; x = x + x; end }}", "too large")]
    [InlineData("{{ x = 'aaaaaaaa'; for i in 1..40; x += x; end }}", "too large")]
    [InlineData("{{ x = 'a' * 99999999 }}", "too large")]
    [InlineData("{{ x = 'ab'; x *= 2147483647 }}", "too large")]
    [InlineData("{{ x = 9; for i in 1..60; x = x * x; end }}", "too large")]
    [InlineData("{{ x = 9; for i in 1..60; x *= x; end }}", "too large")]
    [InlineData("{{ x = 3 << 100000000 }}", "too large")]
    [InlineData("{{ for i in 1..100; for j in 1..900; 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'; end; end }}", "the prompt is longer than")]
    [InlineData("{{ capture c; for i in 1..90000; 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'; end; end }}", "captured text is longer than")]
    [InlineData("{{ a = []; for i in 1..90000; a = a | array.add i; end }}", "steps for one row")]
    [InlineData("{{ a = []; for i in 1..90000; a = [a]; end; json a }}", "nested more than")]
    [InlineData("{{ a = []; a[999999999] = 1 }}", "")]
    [InlineData("{{ string.pad_left 'x' 999999999 }}", "would be longer")]
    [InlineData("{{ for i in 1..60; for j in 1..90000; end; for j in 1..90000; end; end }}", "")]
    public void StaysWithinItsBounds(string text, string message) => Assert.Contains(message, Rendered.Failure(text).Message, StringComparison.Ordinal);

    [Fact]
    public void StaysWithinItsBoundsOverALongRow()
    {
        var row = Rendered.Seed(new string('x', 3_000_000));

        Assert.Equal(3_000_000, Rendered.Text("{{ seed.text }}", row).Length);
        Assert.Contains("the prompt is longer than", Rendered.Failure("{{ seed.text }}{{ seed.text }}", row).Message, StringComparison.Ordinal);
        Assert.Contains("would be longer", Rendered.Failure("{{ seed.text | string.replace 'x' 'yyyyyyyyyy' }}", row).Message, StringComparison.Ordinal);
    }
}
