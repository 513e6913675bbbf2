using System.Diagnostics;

namespace SynthTool.Cli.Tests.Infra;

/// <summary>The quickstart in a real git repository, committed once.</summary>
internal sealed class GitRepository : IDisposable
{
    private readonly TempRepository files = new(git: false);

    public GitRepository()
    {
        var from = Repository.Path("templates/quickstart");
        foreach (var path in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(from, f).Replace('\\', '/')).Where(p => !p.StartsWith("out/", StringComparison.Ordinal) && !p.StartsWith(".synth/", StringComparison.Ordinal)))
        {
            files.Write(path, File.ReadAllText(Path.Combine(from, path)));
        }

        Git("init", "-q", "-b", "main");
        Commit("one");
    }

    public string Folder => files.Folder;

    public string At(string path) => files.At(path);

    public GitRepository Write(string path, string text)
    {
        files.Write(path, text);
        return this;
    }

    public GitRepository Replace(string path, string old, string by) => Write(path, File.ReadAllText(At(path)).Replace(old, by, StringComparison.Ordinal));

    public GitRepository Commit(string message)
    {
        Git("add", "-A");
        Git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "--allow-empty", "-m", message);
        return this;
    }

    public string Git(params string[] arguments) => In(Folder, arguments);

    public static string In(string folder, params string[] arguments)
    {
        var info = new ProcessStartInfo("git", arguments) { WorkingDirectory = folder, RedirectStandardError = true, RedirectStandardOutput = true };
        using var git = Process.Start(info)!;
        var error = git.StandardError.ReadToEndAsync();
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        return git.ExitCode == 0 ? output.Trim() : throw new InvalidOperationException($"git {string.Join(' ', arguments)}: {error.Result}");
    }

    public Task<CliResult> DiffAsync(params string[] arguments) => RunAsync(["diff", .. arguments]);

    public Task<CliResult> RunAsync(params string[] arguments) => new Cli(Folder, new Engine()) { Variables = { ["PATH"] = Environment.GetEnvironmentVariable("PATH")! } }.RunAsync(arguments);

    public void Dispose()
    {
        foreach (var file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
        {
            File.SetAttributes(file, FileAttributes.Normal); // git's objects are read-only
        }

        files.Dispose();
    }
}
