using SynthTool.Prompts;
using SynthTool.Tests.Expressions;

namespace SynthTool.Tests.Prompts;

public sealed class AnInclude
{
    [Fact]
    public void IsLookedForBelowTheRootTemplatesFolderAlsoFromFurtherDown() =>
        Assert.Equal(["user|1 2 3"], Rendered.Of("1 {{ include 'parts/b.sbn' }}", files: [("parts/b.sbn", "2 {{ include 'parts/c.sbn' }}"), ("parts/c.sbn", "3")]));

    [Fact]
    public void IsAnInput()
    {
        var template = Rendered.Parse("{{ include 'z.sbn' }}{{ include 'b.sbn' }}{{ include 'b.sbn' }}", ("b.sbn", "{{ include 'c.sbn' }}"), ("c.sbn", "x"), ("z.sbn", "y"), ("unused.sbn", "{{"));

        Assert.Equal("data/prompts/b.sbn data/prompts/c.sbn data/prompts/z.sbn", string.Join(' ', template.Includes));
        Assert.False(template.HasDynamicInclude);
    }

    [Fact]
    public void MayHaveAComputedName()
    {
        var template = Rendered.Parse("{{ include ('parts/' + seed.kind + '.sbn') }}", ("parts/a.sbn", "A"), ("parts/bad.sbn", "{{ 1 + }}"));

        Assert.True(template.HasDynamicInclude);
        Assert.Empty(template.Includes);
        Assert.Equal("A", template.Render(new TestNames("""{"seed":{"kind":"a"}}""")).Messages[0].Text);
        Assert.Equal("data/prompts/parts/a.sbn", Assert.Single(template.RenderObserved(new TestNames("""{"seed":{"kind":"a"}}""")).Includes));
        Assert.Equal("there is no file \"data/prompts/parts/x.sbn\" to include", Assert.Throws<PromptFailure>(() => template.Render(new TestNames("""{"seed":{"kind":"x"}}"""))).Message);
        Assert.Contains("has an error: data/prompts/parts/bad.sbn(1,", Assert.Throws<PromptFailure>(() => template.Render(new TestNames("""{"seed":{"kind":"bad"}}"""))).Message, StringComparison.Ordinal);
        Assert.Contains("stays below", Assert.Throws<PromptFailure>(() => template.Render(new TestNames("""{"seed":{"kind":"../../x"}}"""))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{ 'b.sbn' | include }}")]
    [InlineData("{{ 'b.sbn' | include 'c.sbn' }}")]
    [InlineData("{{ f = @include; f 'b.sbn' }}")]
    [InlineData("{{ o = {f: @include}; o.f 'b.sbn' }}")]
    [InlineData("{{ x = ['b.sbn']; include ^x }}")]
    public void UnderAnyOtherFormCountsAsComputed(string text)
    {
        var template = Rendered.Parse(text, ("b.sbn", "B"), ("c.sbn", "C"));

        Assert.True(template.HasDynamicInclude);
        Assert.Equal("B", template.Render(new TestNames(Evaluated.Row)).Messages[0].Text);
    }

    [Theory]
    [InlineData("../x.sbn")]
    [InlineData("parts/../../x.sbn")]
    [InlineData("/etc/passwd")]
    [InlineData("C:/x")]
    [InlineData("c:x")]
    [InlineData("parts\\\\x.sbn")]
    [InlineData("./x.sbn")]
    [InlineData("a//b")]
    [InlineData("...")]
    [InlineData("x/.. ")]
    [InlineData("")]
    public void StaysBelowTheFolder(string name)
    {
        var found = Rendered.Refused($"a\n {{{{ include '{name}' }}}}");

        Assert.Equal("SYNTH0706", found.Kind.Code);
        Assert.Equal((2, 5), (found.Place!.Line, found.Place.Column));
    }

    [Fact]
    public void IsMissedBeforeAnythingIsSpent()
    {
        var found = Rendered.Refused("a\n{{ include 'b.sbn' }}", ("b.sbn", "\n {{ include 'nowhere.sbn' }}"));

        Assert.Equal("SYNTH0705", found.Kind.Code);
        Assert.Equal("data/prompts/b.sbn(2,5)", found.Place!.ToString());
        Assert.Contains("data/prompts/nowhere.sbn", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ThatFailsShowsTheChain()
    {
        var failure = Rendered.Failure("{{ include 'b.sbn' }}", files: [("b.sbn", "\n{{ include 'c.sbn' }}"), ("c.sbn", "\n\n{{ seed.txet }}")]);

        Assert.Equal("data/prompts/c.sbn(3,9)", failure.Place.ToString());
        Assert.EndsWith(", included from data/prompts/b.sbn(2,4), included from data/prompts/a.sbn(1,4)", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutEndIsStopped()
    {
        var failure = Rendered.Failure("{{ include 'b.sbn' }}", files: [("b.sbn", "x{{ include 'b.sbn' }}")]);

        Assert.StartsWith("more than 20 includes stand within each other, included from data/prompts/b.sbn(1,5)", failure.Message, StringComparison.Ordinal);
        Assert.Equal("data/prompts/b.sbn(1,5)", failure.Place.ToString());
    }

    [Fact]
    public void MayCallItselfWhileItEnds() =>
        Assert.Equal(["user|321"], Rendered.Of("{{ n = 3 }}{{ include 'b.sbn' }}", files: ("b.sbn", "{{ n }}{{ n = n - 1 }}{{ if n > 0 }}{{ include 'b.sbn' }}{{ end }}")));

    [Fact]
    public void SeesTheNamesAroundIt() =>
        Assert.Equal(["user|a.b."], Rendered.Of("{{ for t in seed.tags }}{{ include 'b.sbn' }}{{ end }}", files: ("b.sbn", "{{ t }}.")));
}
