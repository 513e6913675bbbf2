using SynthTool.Definition;
using SynthTool.Diagnostics;

namespace SynthTool.Tests.Definition;

public sealed class AnInlinePrompt
{
    private const string Step = Sample.Head + Sample.Teacher + "steps:\n  - generate: x\n    teacher: t\n    prompt: ";

    [Theory]
    [InlineData("|\n      system:\n      Be brief.\n\n      user:\n        {{ seed.a }}\n", "system:\nBe brief.\n\nuser:\n  {{ seed.a }}\n")]
    [InlineData(">-\n      Say\n      {{ seed.a }}\n", "Say {{ seed.a }}")]
    [InlineData("\"Say {{ seed.a }}\"\n", "Say {{ seed.a }}")]
    [InlineData("\"user:\\nhello\"\n", "user:\nhello")]
    [InlineData("{ user: hello }\n", "user:\nhello\n")]
    [InlineData("\n      system: Be brief.\n      user: |\n        Say\n        {{ seed.a }}\n      assistant: \"ok\"\n", "system:\nBe brief.\nuser:\nSay\n{{ seed.a }}\n\nassistant:\nok\n")]
    public void IsATemplate(string written, string text)
    {
        var prompt = Prompt(Step + written);

        Assert.Equal(("data/d.synth.yaml#x.prompt", text), (prompt.Path, prompt.Inline?.Text));
        Assert.Equal(Sample.Path, prompt.File);
    }

    [Theory]
    [InlineData("prompts/a.sbn\n", "data/prompts/a.sbn")]
    [InlineData("../a b.sbn\n", "a b.sbn")]
    public void IsNoPath(string written, string path)
    {
        var prompt = Prompt(Step + written);

        Assert.Equal((path, path, null), (prompt.Path, prompt.File, prompt.Inline));
    }

    [Theory]
    [InlineData("«0504»[a, b]\n")]
    [InlineData("«0505»{}\n")]
    [InlineData("«0505»|\n\n\n")]
    [InlineData("«0505»\"\\n \"\n")]
    [InlineData("{ user: «0505»\" \" }\n")]
    [InlineData("{ user: «0504»5 }\n")]
    [InlineData("{ user: «0504»[a] }\n")]
    [InlineData("{ user: hello, «0501»usr: hello }\n")]
    [InlineData("{ user: «0265»{{ seed.a }} }\n")]
    [InlineData("{ user: \"«0509»${KEY}\" }\n")]
    [InlineData("«0505»d.synth.yaml#x.prompt\n")]
    public void IsRefused(string marked) => Sample.AssertFindings(Step + marked);

    [Fact]
    public void KnowsWhereEachOfItsCharactersStands()
    {
        const string Text = Step + "\n      system: Be  brief.\n      user: |\n        Say\n          {{ seed.a }}\n      assistant: 'it''s ok'\n";
        var prompt = Prompt(Text);
        var template = prompt.Inline!.Text;
        var lines = Text.Split('\n');

        foreach (var word in new[] { "brief", "Say", "seed.a", "ok" })
        {
            var at = template.IndexOf(word, StringComparison.Ordinal);
            var line = template[..at].Count(c => c == '\n') + 1;
            var place = prompt.Inline.Locate(new SourcePlace("any", line, at - template.LastIndexOf('\n', at)));
            Assert.Equal(Sample.Path, place.Path);
            Assert.StartsWith(word, lines[place.Line - 1][(place.Column - 1)..], StringComparison.Ordinal);
        }

        Assert.Equal(prompt.Place, prompt.Inline.Locate(new SourcePlace("any")));
        Assert.Equal(12, prompt.Inline.Locate(new SourcePlace("any", 900, 900)).Line);
    }

    private static DefinitionPart Prompt(string text) => Assert.IsType<GenerateDefinition>(Assert.Single(Sample.ReadClean(text).Steps)).Prompt;
}
