using SynthTool.Cli.Tests.Infra;
using SynthTool.Testing;

namespace SynthTool.Cli.Tests.Crash;

/// <summary>With the real git: what a team does with a dataset.</summary>
public sealed class ClonesOfARepository : IAsyncLifetime, IDisposable
{
    private readonly ShopDataset origin = new(seeds: 40, git: false);
    private readonly TempRepository clones = new(git: false);
    private LoopbackTeacher teacher = null!;

    private Tool Origin => origin.Tool with { Endpoint = teacher.Endpoint };

    public async Task InitializeAsync()
    {
        teacher = await LoopbackTeacher.StartAsync(new());
        await Origin.GitAsync("init", "-q");
        await Origin.RunAsync("build --teacher allow");
        await CommitAsync(Origin, "Build");
    }

    public async Task DisposeAsync() => await teacher.DisposeAsync();

    public void Dispose()
    {
        origin.Dispose();
        clones.Dispose();
    }

    [Fact]
    public async Task BuildFrozenWithoutAnyVariable()
    {
        var clone = await CloneAsync("fresh");
        var calls = teacher.Journal.Asked.Count;

        var result = await (clone with { Endpoint = null }).RunAsync("build --frozen");

        Assert.Equal(calls, teacher.Journal.Asked.Count);
        Assert.Equal("", await clone.GitAsync("status", "--porcelain"));
        Assert.Equal("", result.Out);
        VisibleFiles.Of(clone.Folder, leftovers: true).CheckEqual(VisibleFiles.Of(origin.Folder, leftovers: true), answers: true);
    }

    [Fact]
    public async Task ThatEachBoughtAreMergedForNothing()
    {
        var (one, two) = (await CloneAsync("one"), await CloneAsync("two"));
        await EditAsync(one, "seeds/a.jsonl", "button 3 do", "button 3 do today");
        await EditAsync(two, "seeds/b.jsonl", "button 33 do", "button 33 do today");
        foreach (var clone in new[] { one, two })
        {
            await clone.RunAsync("build --teacher allow");
            await CommitAsync(clone, "Edit a seed");
        }

        await one.GitAsync("fetch", "-q", two.Folder, "main");
        using (var merge = MergeOf(one))
        {
            _ = await merge.EndAsync(); // only the lock may conflict
        }

        Assert.Equal("shop.synth.lock\n", await one.GitAsync("diff", "--name-only", "--diff-filter=U"));
        var calls = teacher.Journal.Asked.Count;
        await one.RunAsync("build");
        await CommitAsync(one, "Merge");

        Assert.Equal(calls, teacher.Journal.Asked.Count);
        await (one with { Endpoint = null }).RunAsync("build --frozen");
        var fresh = await CloneAsync("merged", one.Folder);
        await (fresh with { Endpoint = null }).RunAsync("build --frozen");
    }

    [Fact]
    public async Task WithAnEditThatNeedsAnswersFailFrozenAndNameThem()
    {
        var author = await CloneAsync("author");
        await EditAsync(author, "seeds/a.jsonl", "button 3 do", "button 3 do today");
        await CommitAsync(author, "Edit a seed");

        var refused = await (await CloneAsync("ci", author.Folder)).RunAsync("build", "--frozen");

        Assert.Equal(4, refused.Code);
        Assert.Contains("SYNTH1301", refused.Error, StringComparison.Ordinal);
        Assert.Contains("missing: step draft, seed \"s-0003\", request ", refused.Error, StringComparison.Ordinal);

        await author.RunAsync("build --teacher allow");
        await CommitAsync(author, "Buy the answer");
        await (await CloneAsync("ci2", author.Folder) with { Endpoint = null }).RunAsync("build --frozen");
    }

    [Fact]
    public async Task ShareBoughtAnswersWithWorktrees()
    {
        await Origin.GitAsync("worktree", "add", "-q", clones.At("tree"), "-b", "other");
        var tree = new Tool(clones.At("tree")) { Endpoint = teacher.Endpoint };
        await EditAsync(tree, "seeds/a.jsonl", "button 3 do", "button 3 do today");
        await tree.RunAsync("build --teacher allow");
        var calls = teacher.Journal.Asked.Count;

        await EditAsync(Origin, "seeds/a.jsonl", "button 3 do", "button 3 do today");
        await Origin.RunAsync("build");

        Assert.Equal(82, calls);
        Assert.Equal(calls, teacher.Journal.Asked.Count);
        Assert.False(Directory.Exists(clones.At("tree/.synth/responses")));
        await Origin.GitAsync("worktree", "remove", "--force", clones.At("tree"));
    }

    private static ToolRun MergeOf(Tool clone) => clone.StartGit("-c", "user.name=Test", "-c", "user.email=test@example.org", "merge", "-q", "--no-edit", "FETCH_HEAD");

    private static async Task EditAsync(Tool clone, string file, string text, string by)
    {
        var path = Path.Combine(clone.Folder, file);
        var before = await File.ReadAllTextAsync(path);
        Assert.Contains(text, before, StringComparison.Ordinal);
        await File.WriteAllTextAsync(path, before.Replace(text, by, StringComparison.Ordinal));
    }

    private static async Task CommitAsync(Tool repository, string message)
    {
        await repository.GitAsync("add", "-A");
        await repository.GitAsync("commit", "-q", "-m", message);
    }

    private async Task<Tool> CloneAsync(string name, string? from = null)
    {
        await Origin.GitAsync("clone", "-q", from ?? origin.Folder, clones.At(name));
        return new Tool(clones.At(name)) { Endpoint = teacher.Endpoint };
    }
}
