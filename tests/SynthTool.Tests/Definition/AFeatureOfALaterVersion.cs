namespace SynthTool.Tests.Definition;

public sealed class AFeatureOfALaterVersion
{
    [Theory]
    [InlineData("cost", "budget: { «0502»cost: 20 USD, calls: 5 }\n")]
    [InlineData("tokens", "budget: { «0502»tokens: 20 }\n")]
    [InlineData("until", Sample.Teacher + "steps: [{ generate: x, teacher: t, prompt: p, «0502»until: { accepted: 1 } }]\n")]
    [InlineData("keep_answers", Sample.Teacher + "steps: [{ generate: x, teacher: t, prompt: p, «0502»keep_answers: true }]\n")]
    [InlineData("a list as \"teacher\"", Sample.Teacher + "steps: [{ generate: x, teacher: «0502»[t, t], prompt: p }]\n")]
    [InlineData("near", "steps: [{ dedup: seed.a, «0502»near: 0.8 }]\n")]
    [InlineData("semantic", "steps: [{ dedup: seed.a, «0502»semantic: 0.8 }]\n")]
    [InlineData("across", "steps: [{ dedup: seed.a, «0502»across: split }]\n")]
    [InlineData("order", "steps: [{ dedup: seed.a, «0502»order: seed.b }]\n")]
    [InlineData("choose", "steps: [{ «0502»choose: x, take: 1 }]\n")]
    [InlineData("critique", "steps: [{ «0502»critique: x, reads: [a] }]\n")]
    [InlineData("revise", "steps: [{ «0502»revise: x }]\n")]
    [InlineData("verify", "steps: [{ «0502»verify: x, run: [python] }]\n")]
    [InlineData("converse", "steps: [{ «0502»converse: x }]\n")]
    [InlineData("evolve", "steps: [{ «0502»evolve: x, steps: [] }]\n")]
    [InlineData("redact", "steps: [{ «0502»redact: [x] }]\n")]
    [InlineData("balance", "steps: [{ «0502»balance: by }]\n")]
    [InlineData("mix", "steps: [{ «0502»mix: { dataset: x } }]\n")]
    [InlineData("prompt-completion", "outputs: { a: { format: «0502»prompt-completion } }\n")]
    [InlineData("preference", "outputs: { a: { format: «0502»preference, columns: { chosen: seed.a } } }\n")]
    [InlineData("messages", "outputs: { a: { format: chat, columns: { messages: «0502»seed.messages } } }\n")]
    [InlineData("warn", "gates: [{ «0502»warn: rows >= 5 }]\n")]
    [InlineData("distinct-2", "gates: [«0502»distinct-2 >= 0.4]\n")]
    [InlineData("drift.length", "gates: [«0502»drift.length <= 5%]\n")]
    public void IsRefusedByName(string name, string marked)
    {
        var found = Assert.Single(Sample.AssertFindings(Sample.Head + marked));

        Assert.Contains(name, found.Message, StringComparison.Ordinal);
        Assert.Contains("does not build it yet", found.Message, StringComparison.Ordinal);
    }
}
