using System.Diagnostics;
using SynthTool.Packages.Tests.Infra;
using SynthTool.Testing;

namespace SynthTool.Packages.Tests;

/// <summary>A build asks a teacher only when it is told to.</summary>
public sealed class WhatABuildMaySpend
{
    private const string Answer = """{"text": "While you wait: about 20 minutes.", "confident": true}""";

    [Fact]
    public async Task IsNothingUnlessItIsToldSo()
    {
        await using var teacher = await LoopbackTeacher.StartAsync(new() { Answer = _ => Answer });
        using var repo = await EditedAsync(teacher);

        // No budget is declared.
        (await repo.DotnetAsync("build data")).Failed().Says("error SYNTH1301").Says("dotnet build -p:SynthTeacher=allow");
        repo.Replace("data/quickstart.synth.yaml", "license: cc0-1.0", "license: cc0-1.0\nbudget: { calls: 10 }");
        foreach (var unattended in new[] { "-p:ContinuousIntegrationBuild=true", "-p:CI=true", "-p:BuildingInsideVisualStudio=true", "-p:SynthTeacher=never", "-p:SynthOffline=true" })
        {
            (await repo.DotnetAsync($"build data --no-restore {unattended}")).Failed().Says("error SYNTH1301");
        }

        (await repo.DotnetAsync("build data --no-restore -p:SynthTeacher=maybe")).Failed().Says("error SYNTH1905");
        (await repo.DotnetAsync("build data --no-restore -p:SynthTeacher=never -p:SynthLocked=true")).Failed();
        var designTime = (await repo.DotnetAsync("build data --no-restore -p:DesignTimeBuild=true")).Succeeded();
        designTime.DoesNotSay("quickstart: ");
        Assert.Empty(teacher.Journal.Asked);
        Assert.Empty(repo.Shards("out"));

        (await repo.DotnetAsync("build data --no-restore")).Succeeded().Says("2 calls");
        Assert.Equal(2, teacher.Journal.Asked.Count);
        (await repo.DotnetAsync("build data --no-restore -p:SynthLocked=true -p:SynthOffline=true -p:SynthForce=true")).Succeeded();
        Assert.Equal(2, teacher.Journal.Asked.Count);
    }

    [Fact]
    public async Task StopsWithTheBuildAndIsKept()
    {
        if (!OperatingSystem.IsLinux())
        {
            Console.WriteLine("not run: this machine has no env that lets a process be interrupted whatever this one ignores");
            return;
        }

        await using var teacher = await LoopbackTeacher.StartAsync(new() { Answer = _ => Answer, Acts = [LoopbackAct.Ok, new LoopbackAct.Hang()] });
        using var repo = await EditedAsync(teacher);
        (await repo.DotnetAsync("restore data")).Succeeded();

        using var build = Process.Start(repo.StartOf("env", "--default-signal=INT dotnet build data --no-restore -p:SynthTeacher=allow", repo.Root))!; // a run in the background ignores it, and hands that on
        var said = build.StandardOutput.ReadToEndAsync();
        while (teacher.Journal.Asked.Count < 2 && !build.HasExited)
        {
            await Task.Delay(20);
        }

        Assert.False(build.HasExited, build.HasExited ? await said : "");
        (await repo.RunAsync("kill", $"-INT {build.Id}", repo.Root)).Succeeded();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await build.WaitForExitAsync(limit.Token);
        Assert.NotEqual(0, build.ExitCode);
        Assert.DoesNotContain("SYNTH1901", await said, StringComparison.Ordinal);
        Assert.DoesNotContain((await repo.RunAsync("ps", "-eo args", repo.Root)).Lines, l => l.Contains("dotnet-synth.dll", StringComparison.Ordinal) && l.Contains(repo.Root, StringComparison.Ordinal));

        var asked = teacher.Journal.Asked.Count;
        (await repo.DotnetAsync("build data --no-restore -p:SynthTeacher=allow")).Succeeded();
        Assert.InRange(teacher.Journal.Asked.Count - asked, 1, 2); // the call in flight, at most
    }

    private static async Task<Sandbox> EditedAsync(LoopbackTeacher teacher)
    {
        var repo = (await Sandbox.NewAsync()).With("SYNTH_ENDPOINT", teacher.Endpoint).With("SYNTH_API_KEY", "none");
        repo.SynthProject("data");
        var lines = repo.Read("data/seeds/questions.jsonl").Split('\n');
        lines[1] = lines[1].Replace("\"question\": \"", "\"question\": \"Say: ", StringComparison.Ordinal);
        repo.Write("data/seeds/questions.jsonl", string.Join('\n', lines));
        return repo;
    }
}
