using SynthTool.Packages.Tests.Infra;

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
        (await repo.RunAsync("dotnet", "synth build --frozen", shop)).Succeeded().SaysOnce("shop: up to date");
    }
}
