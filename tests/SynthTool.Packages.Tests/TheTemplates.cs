using SynthTool.Packages.Tests.Infra;
using SynthTool.Testing;

namespace SynthTool.Packages.Tests;

/// <summary><c>dotnet new</c>, and the CI files that it brings.</summary>
public sealed class TheTemplates
{
    [Fact]
    public async Task MakeADatasetAndARepositoryThatBuild()
    {
        using var repo = await Sandbox.NewAsync();
        repo.With("DOTNET_CLI_HOME", repo.At("home"));
        (await repo.DotnetAsync($"new install \"{repo.Packed.PackageOf("SynthTool.Templates")}\"")).Succeeded().Says("synth-dataset").Says("synth-repo");

        (await repo.DotnetAsync("new synth-dataset -n support-qa")).Succeeded();
        Assert.Contains("support-qa/support-qa.synth.yaml", repo.Files("."));
        (await repo.DotnetAsync("build support-qa")).Succeeded().SaysOnce("support-qa: built 36 rows");

        (await repo.DotnetAsync("new synth-repo -n shop -o shop")).Succeeded();
        Assert.Equal(
            [
                ".config/dotnet-tools.json", ".github/workflows/buy-answers.yml", ".github/workflows/dataset.yml", ".gitignore", "README.md", "azure-pipelines.buy.yml",
                "azure-pipelines.yml", "global.json", "shop/.gitattributes", "shop/README.md", "shop/prompts/reply.sbn", "shop/responses/reply.jsonl",
                "shop/schemas/question.schema.json", "shop/schemas/reply.schema.json", "shop/seeds/questions.jsonl", "shop/shop.synth.yaml", "shop/shop.synthproj",
            ],
            repo.Files("shop"));
        Assert.DoesNotContain(repo.Files("shop"), f => repo.Read($"shop/{f}").Contains("SYNTHTOOL_VERSION", StringComparison.Ordinal));

        // As its README says, then as its CI does.
        var shop = repo.At("shop");
        (await repo.RunAsync("git", "init -q -b main", shop)).Succeeded();
        (await repo.RunAsync("dotnet", "tool restore", shop)).Succeeded();
        (await repo.RunAsync("dotnet", "build shop", shop)).Succeeded().SaysOnce("shop: built 36 rows").DoesNotSay("warning");

        // A recipe's lock speaks of the recipe's name, so that the first build writes one: it is to be committed.
        Assert.Contains("shop/shop.synth.lock", repo.Files("shop"));
    }

    [Fact]
    public void AreTheOnesThatTheDocumentationShows()
    {
        var page = File.ReadAllText(Repository.Path("docs/ci.md"));
        Assert.All(
            (string[])[".github/workflows/dataset.yml", ".github/workflows/buy-answers.yml", "azure-pipelines.yml", "azure-pipelines.buy.yml"],
            file => Assert.Contains(File.ReadAllText(Repository.Path($"src/SynthTool.Templates/content/synth-repo/{file}")), page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task BringCiFilesWhoseCommandsWork()
    {
        if (OperatingSystem.IsWindows())
        {
            Console.WriteLine("not run: the recipes are for runners with bash");
            return;
        }

        await using var teacher = await LoopbackTeacher.StartAsync(new() { Answer = _ => """{"text": "While you wait: about 20 minutes.", "confident": true}""" });
        using var repo = await Sandbox.NewAsync();
        Directory.Delete(repo.At(".git"));
        var shop = repo.At("shop");
        repo.With("DOTNET_CLI_HOME", repo.At("home")).With("HOME", repo.At("home")).With("CI", "true").With("GITHUB_ACTIONS", "true")
            .With("GITHUB_BASE_REF", "main").With("GITHUB_RUN_ID", "1").With("GITHUB_STEP_SUMMARY", repo.At("summary.md")).With("BUILD_BUILDID", "2").With("SYSTEM_PULLREQUEST_TARGETBRANCH", "refs/heads/main");
        (await repo.DotnetAsync($"new install \"{repo.Packed.PackageOf("SynthTool.Templates")}\"")).Succeeded();
        (await repo.DotnetAsync("new synth-repo -n shop -o shop")).Succeeded();
        repo.Replace("shop/shop/shop.synth.yaml", "options: { temperature: 0.7 }", "options: { temperature: 0.7 }, price: { input_per_million: 1, output_per_million: 1, currency: USD }");
        await ShellAsync(repo, shop, "git init -q -b main && git config user.name t && git config user.email t@example.org && dotnet tool restore && dotnet build shop && git add -A && git commit -qm begin");
        await ShellAsync(repo, shop, $"git init -q --bare '{repo.At("origin.git")}' && git remote add origin '{repo.At("origin.git")}' && git push -q origin main");

        // A pull request that drops a seed: nothing is missing, and its lock is committed with it.
        await ShellAsync(repo, shop, "git switch -q -c drop && sed -i '$d' shop/seeds/questions.jsonl && dotnet synth build && git add -A && git commit -qm 'Drop a question'");
        foreach (var file in new[] { ".github/workflows/dataset.yml", "azure-pipelines.yml" })
        {
            await ShellAsync(repo, shop, "git clean -qfdx");
            await CommandsAsync(repo, file);
            Assert.Contains("shop", await File.ReadAllTextAsync(Path.Join(shop, "diff.md")), StringComparison.Ordinal);
        }

        Assert.Empty(teacher.Journal.Asked);
        Assert.Contains("shop", await File.ReadAllTextAsync(repo.At("summary.md")), StringComparison.Ordinal);

        // The job that spends.
        repo.With("SYNTH_ENDPOINT", teacher.Endpoint).With("SYNTH_API_KEY", "none");
        foreach (var (file, branch) in new[] { (".github/workflows/buy-answers.yml", "answers-1"), ("azure-pipelines.buy.yml", "answers-2") })
        {
            await ShellAsync(repo, shop, $"git clean -qfdx && sed -i '2s/\"question\": \"/&{branch}: /' shop/seeds/questions.jsonl && git commit -qam 'Ask otherwise'");
            var before = teacher.Journal.Asked.Count;
            await CommandsAsync(repo, file);
            Assert.Equal(2, teacher.Journal.Asked.Count - before);
            Assert.Contains("shop/responses/reply.jsonl", (await repo.RunAsync("git", $"show --name-only --format=%s origin/{branch}", shop)).Succeeded().Lines);
        }
    }

    // All but what only the service itself can do.
    private static async Task CommandsAsync(Sandbox repo, string file)
    {
        var commands = repo.Read($"shop/{file}").Split('\n').Select(l => l.Trim().TrimStart('-').Trim())
            .Where(l => l.StartsWith("run: ", StringComparison.Ordinal) || l.StartsWith("script: ", StringComparison.Ordinal))
            .Select(l => l[(l.IndexOf(':', StringComparison.Ordinal) + 2)..])
            .Where(c => !c.StartsWith("gh ", StringComparison.Ordinal)).ToList();
        Assert.True(commands.Count >= 4, file);
        foreach (var command in commands)
        {
            await ShellAsync(repo, repo.At("shop"), command);
        }
    }

    private static async Task ShellAsync(Sandbox repo, string folder, string command)
    {
        var start = repo.StartOf("bash", "-e -c", folder);
        start.ArgumentList.Add(command);
        (await Command.RunAsync(start)).Succeeded();
    }
}
