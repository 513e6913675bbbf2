namespace SynthTool.Tests.Definition;

public sealed class AHint
{
    [Theory]
    [InlineData("«0501»step: []\n", "did you mean \"steps\"?")]
    [InlineData("«0501»Gates: []\n", "did you mean \"gates\"?")]
    [InlineData("«0501»something: []\n", "known here: budget, dataset, description, gates, license, outputs, responses, seeds, steps, teachers, version")]
    [InlineData("teachers: { t: { provider: openai, model: m, «0501»endpiont: x } }\n", "did you mean \"endpoint\"?")]
    [InlineData("steps: [{ «0501»fitler: seed.a }]\n", "did you mean \"filter\"?")]
    [InlineData("outputs: { a: { format: «0505»chatt } }\n", "did you mean \"chat\"?")]
    [InlineData(Sample.Teacher + "steps: [{ generate: x, teacher: «0507»T2, prompt: p }]\n", "did you mean \"t\"?")]
    [InlineData("steps: [{ map: answer, to: seed.a }]\ngates: «0507»kept.anwser > 1\n", "did you mean \"answer\"?")]
    public void NamesTheNearestWord(string marked, string hint) => Assert.Equal(hint, Assert.Single(Sample.AssertFindings(Sample.Head + marked)).Hint);

    [Theory]
    [InlineData("steps: [{ map: x, to: «0504»}]\n")]
    [InlineData("steps: [{ map: x, to: «0504»~ }]\n")]
    [InlineData("steps: [{ map: x, to: «0504»null }]\n")]
    [InlineData("steps: [{ map: x, to: «0504»{ a: b } }]\n")]
    [InlineData("steps: [{ filter: [seed.a, «0504»null] }]\n")]
    [InlineData("steps:\n - filter:\n    - «0504»seed.a == \"x: y\"\n")]
    [InlineData("steps: [{ filter: [«0504»[a]] }]\n")]
    [InlineData("steps: [{ each: x, in: [a, «0504»~] }]\n")]
    [InlineData("steps: [{ map: x, to: «0265»{{ seed.a }} }]\n")]
    [InlineData("steps: [{ map: x, to: «0261»!seed.a }]\n", "must be quoted")]
    [InlineData("description: «0504»5\n")]
    [InlineData("license: «0504»false\n")]
    [InlineData("description:«0504»\n")]
    [InlineData("license: «0260»\"mit\n", "close it")]
    public void SaysToQuoteWhereYamlTakesTextForSomethingElse(string marked, string hint = "quote it")
    {
        Assert.Contains(hint, Assert.Single(Sample.AssertFindings(Sample.Head + marked)).Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("budget: { calls: «0504»'5' }\n", "remove the quotes")]
    [InlineData("gates: «0510»rows = 5\n", "< <= == >= >")]
    [InlineData("gates: «0510»rows >= 5%\n", "remove %")]
    [InlineData("outputs: { a: { columns: { x: «0504»[{ user: a }] } } }\n", "format: chat")]
    [InlineData("teachers: { t: { provider: openai, model: m, options: { extra: { «0506»top_p: 1 } } } }\n", "beside \"extra\"")]
    [InlineData("steps: [{ map: a, to: seed.a }, { each: x, in: [a, seed.b, «0505»c] }]\n", "the name of an earlier step (a)")]
    public void SaysWhatToWrite(string marked, string hint) =>
        Assert.Contains(hint, Assert.Single(Sample.AssertFindings(Sample.Head + marked)).Hint, StringComparison.Ordinal);
}
