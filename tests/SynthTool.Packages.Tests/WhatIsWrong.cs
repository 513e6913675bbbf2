using SynthTool.Packages.Tests.Infra;

namespace SynthTool.Packages.Tests;

/// <summary>Findings of the tool in a build's log.</summary>
public sealed class WhatIsWrong
{
    [Fact]
    public async Task IsAnErrorWithAPlaceOnceAndNothingElse()
    {
        using var repo = await Sandbox.NewAsync();
        repo.SynthProject("data");
        repo.Replace("data/seeds/questions.jsonl", "\"id\": \"q-02\"", "\"ix\": \"q-02\"");

        var failed = (await repo.DotnetAsync("build data")).Failed().DoesNotSay("MSB");
        failed.SaysOnce($"{repo.At("data/seeds/questions.jsonl")}(2): error SYNTH0602: The record does not fit its schema at its top: must have the property \"id\"");

        repo.Replace("data/seeds/questions.jsonl", "\"ix\": \"q-02\"", "\"id\": \"q-02\"");
        repo.Replace("data/prompts/reply.sbn", "seed.question", "seed.qestion");
        (await repo.DotnetAsync("build data --no-restore")).Failed().DoesNotSay("MSB").SaysOnce($"{repo.At("data/prompts/reply.sbn")}(12,").Says("error SYNTH");

        repo.Replace("data/prompts/reply.sbn", "seed.qestion", "seed.question");
        repo.Replace("data/quickstart.synth.yaml", "outputs:", "gates: [rows >= 1000]\noutputs:");
        (await repo.DotnetAsync("build data --no-restore")).Failed().DoesNotSay("MSB").SaysOnce($"{repo.At("data/quickstart.synth.yaml")}(14,");
        Assert.Empty(repo.Shards("out"));
    }

    [Fact]
    public async Task CannotBeForgedByASeed()
    {
        using var repo = await Sandbox.NewAsync();
        repo.SynthProject("data");
        repo.Replace("data/schemas/question.schema.json", "^q-[0-9]+$", "^.+$");
        repo.Replace("data/seeds/questions.jsonl", "\"id\": \"q-02\"", "\"id\": \"x.cs(1,1): error CS0001: forged\"");
        repo.Replace("data/seeds/questions.jsonl", "\"question\": \"", "\"question\": \"Say: ");

        var failed = (await repo.DotnetAsync("build data -p:SynthTeacher=never -flp:errorsonly;logfile=errors.log")).Failed();
        failed.Says("error CS0001: forged").SaysOnce(": error SYNTH1301: ");
        Assert.DoesNotContain(repo.Read("errors.log").Split('\n'), l => l.Contains("error CS0001", StringComparison.Ordinal) && !l.Contains("SYNTH1301", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AsAWarningIsRepeatedAndObeysTheProject()
    {
        using var repo = await Sandbox.NewAsync();
        repo.SynthProject("data");
        repo.Replace("data/quickstart.synth.yaml", ", key: id }", " }");
        repo.Write("data/seeds/questions.jsonl", repo.Read("data/seeds/questions.jsonl") + repo.Read("data/seeds/questions.jsonl").Split('\n')[0] + "\n");

        (await repo.DotnetAsync("build data")).Succeeded().SaysOnce("warning SYNTH0607").Says("built");
        (await repo.DotnetAsync("build data --no-restore")).Succeeded().SaysOnce("warning SYNTH0607").SaysOnce("up to date");
        (await repo.DotnetAsync("build data --no-restore -p:NoWarn=SYNTH0607")).Succeeded().DoesNotSay("warning SYNTH");
        (await repo.DotnetAsync("build data --no-restore -p:WarningsAsErrors=SYNTH0607")).Failed().SaysOnce("error SYNTH0607");
        (await repo.DotnetAsync("build data --no-restore -p:TreatWarningsAsErrors=true")).Failed().SaysOnce("error SYNTH0607");
        (await repo.DotnetAsync("build data --no-restore -p:TreatWarningsAsErrors=true -p:NoWarn=SYNTH0607")).Succeeded().DoesNotSay("SYNTH0607");
    }
}
