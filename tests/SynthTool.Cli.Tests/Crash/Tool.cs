using System.Diagnostics;
using System.Globalization;

namespace SynthTool.Cli.Tests.Crash;

/// <summary>The real tool, each run a process of its own that inherits no variable but those by which programs are found.</summary>
internal sealed record Tool(string Folder)
{
    private static readonly string[] Inherited = ["PATH", "HOME", "TMPDIR", "USERPROFILE", "SystemRoot"];

    /// <summary>What <c>${SYNTH_ENDPOINT}</c> stands for; null: the variable is not set.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Further variables.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>The program's file.</summary>
    public string Program { get; init; } = Built;

    /// <summary>The program as it was built with the tests.</summary>
    public static string Built => typeof(Surroundings).Assembly.Location;

    public async Task<ToolResult> RunAsync(params string[] args)
    {
        using var run = Start(args);
        return await run.EndAsync();
    }

    /// <summary>Runs a line that is expected to succeed.</summary>
    public async Task<ToolResult> RunAsync(string line)
    {
        var result = await RunAsync(line.Split(' '));
        Assert.True(result.Code == 0, $"$ dotnet synth {line}\n{result.Shown}");
        return result;
    }

    public ToolRun Start(params string[] args) => Start("dotnet", [Program, .. args]);

    public ToolRun StartGit(params string[] args) => Start("git", args);

    /// <summary>Runs git, which has to succeed.</summary>
    public async Task<string> GitAsync(params string[] args)
    {
        using var run = Start("git", ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "init.defaultBranch=main", "-c", "commit.gpgsign=false", .. args]);
        var result = await run.EndAsync();
        Assert.True(result.Code == 0, $"$ git {string.Join(' ', args)}\n{result.Shown}");
        return result.Out;
    }

    private ToolRun Start(string program, string[] args)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = Folder };
        foreach (var name in start.Environment.Keys.Where(k => !Inherited.Contains(k) && !k.StartsWith("DOTNET_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_NOLOGO"] = "1";
        foreach (var (name, value) in Endpoint is null ? Variables : Variables.Append(new("SYNTH_ENDPOINT", Endpoint)))
        {
            start.Environment[name] = string.Create(CultureInfo.InvariantCulture, $"{value}");
        }

        foreach (var arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        return new ToolRun(Process.Start(start)!);
    }
}
