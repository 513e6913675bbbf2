using System.Diagnostics;
using System.Text;

namespace SynthTool.Packages.Tests.Infra;

/// <summary>Runs a program as a user's shell would, without what this test run put into the environment.</summary>
internal static class Command
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>What says "a machine runs this" or belongs to the build that runs these tests.</summary>
    private static readonly string[] Foreign = ["CI", "TF_BUILD", "GITHUB_ACTIONS", "GITLAB_CI", "JENKINS_URL", "TEAMCITY_VERSION", "ContinuousIntegrationBuild", "MSBuildSDKsPath", "MSBUILD_EXE_PATH", "MSBuildExtensionsPath", "MSBuildLoadMicrosoftTargetsReadOnly", "DOTNET_HOST_PATH", "SYNTH_KILLS"];

    public static ProcessStartInfo Start(string folder, string program, IEnumerable<string> words, IReadOnlyDictionary<string, string> variables)
    {
        var start = new ProcessStartInfo(program, words) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var name in Foreign)
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    public static async Task<CommandResult> RunAsync(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = new StringBuilder();
        void Keep(object sender, DataReceivedEventArgs line)
        {
            lock (output)
            {
                output.Append(line.Data is null ? "" : line.Data + "\n");
            }
        }

        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{start.FileName} {string.Join(' ', start.ArgumentList)} took longer than {Patience}:\n{output}");
        }

        return new CommandResult($"{start.FileName} {string.Join(' ', start.ArgumentList)}", process.ExitCode, output.ToString());
    }
}

/// <summary>How a command ended.</summary>
/// <param name="Output">Stdout and stderr.</param>
internal sealed record CommandResult(string Line, int Code, string Output)
{
    public IReadOnlyList<string> Lines => [.. Output.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0)];

    /// <summary>The lines before MSBuild's summary, which tells all errors and warnings again.</summary>
    private IEnumerable<string> Told => Lines.TakeWhile(l => l is not ("Build succeeded." or "Build FAILED."));

    public CommandResult Succeeded()
    {
        Assert.True(Code == 0, $"{Line} ended with {Code}:\n{Output}");
        return this;
    }

    public CommandResult Failed()
    {
        Assert.True(Code != 0, $"{Line} did not fail:\n{Output}");
        return this;
    }

    public CommandResult Says(string text)
    {
        Assert.True(Output.Contains(text, StringComparison.Ordinal), $"{Line} did not say \"{text}\":\n{Output}");
        return this;
    }

    public CommandResult SaysOnce(string text)
    {
        Assert.True(Told.Count(l => l.Contains(text, StringComparison.Ordinal)) == 1, $"{Line} did not say \"{text}\" in just one line:\n{Output}");
        return this;
    }

    public CommandResult DoesNotSay(string text)
    {
        Assert.False(Output.Contains(text, StringComparison.Ordinal), $"{Line} said \"{text}\":\n{Output}");
        return this;
    }
}
