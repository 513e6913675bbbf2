using System.Diagnostics;
using SynthTool.Files;
using SynthTool.Testing;

namespace SynthTool.Tests.Files;

public sealed class TheRepositorysRoot : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void IsTheNearestFolderWithGitElseTheFolderItself()
    {
        Directory.CreateDirectory(folder["plain/deep"]);
        Assert.Equal(folder["plain/deep"], RepositoryRoot.Find(folder["plain/deep"]).AbsolutePath);

        Directory.CreateDirectory(folder["repo/.git"]);
        Directory.CreateDirectory(folder["repo/a/b"]);
        Assert.Equal(folder["repo"], RepositoryRoot.Find(folder["repo/a/b/"]).AbsolutePath);
        Assert.Equal(folder["repo"], RepositoryRoot.Find(folder["repo"]).MainWorktreeRoot);
    }

    [Fact]
    public void OfAWorktreeKnowsTheMainOne()
    {
        Directory.CreateDirectory(folder["main"]);
        Git("main", "init", "-q");
        Git("main", "-c", "user.name=t", "-c", "user.email=t@t", "commit", "-q", "--allow-empty", "-m", "x");
        Git("main", "worktree", "add", "-q", "../side");

        var side = RepositoryRoot.Find(folder["side"]);
        Assert.Equal((folder["side"], folder["main"]), (side.AbsolutePath, side.MainWorktreeRoot));
    }

    [Fact]
    public void IsNotLedElsewhereByAGitFileThatNobodyConfirms()
    {
        folder.Write("victim/.git/worktrees/side/commondir", "../..\n");
        folder.Write("victim/.git/worktrees/side/gitdir", folder["other/.git"] + "\n");
        foreach (var text in (string[])[$"gitdir: {folder["victim/.git/worktrees/side"]}\n", "gitdir: ../victim/.git/worktrees/side", "gitdir: ", "nonsense", "gitdir: \0", ""])
        {
            folder.Write("side/.git", text);
            Assert.Equal(folder["side"], RepositoryRoot.Find(folder["side"]).MainWorktreeRoot);
        }
    }

    private void Git(string where, params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = folder[where], RedirectStandardError = true })!;
        var said = git.StandardError.ReadToEnd();
        git.WaitForExit();
        Assert.True(git.ExitCode == 0, said);
    }
}
