using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using SynthTool.Cli.Tests.Infra;

namespace SynthTool.Cli.Tests;

/// <summary>The real process, for what only it can show: streams, bytes, exit codes.</summary>
public sealed class TheProcess
{
    [Fact]
    public async Task PrintsDataOnStdoutAsUtf8WithoutAMark()
    {
        var (code, output, error) = await RunAsync("--version");

        Assert.Equal((0, 0), (code, error.Length));
        Assert.Equal($"{Surroundings.VersionOfTool()}\n", Encoding.UTF8.GetString(output));
        Assert.DoesNotContain('+', Encoding.UTF8.GetString(output));
    }

    [Fact]
    public async Task TalksOnStderrAndEndsWithTheCode()
    {
        using var empty = new TempRepository();

        var (code, output, error) = await RunAsync("build", "näh@x", "--json", folder: empty.Folder);

        Assert.Equal((2, 0), (code, output.Length));
        Assert.StartsWith("error SYNTH1403: \"näh@x\" is neither a path nor a dataset's name\n  hint: ", Encoding.UTF8.GetString(error), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ShowsHelpWithoutArguments()
    {
        var (code, output, error) = await RunAsync();

        Assert.Equal((0, 0), (code, error.Length));
        Assert.Contains("usage: dotnet synth <verb>", Encoding.UTF8.GetString(output), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SaysInOneLineThatThereIsNothingToDo()
    {
        using var repository = new TempRepository();
        Assert.Equal(0, (await RunAsync(["new", "qa"], repository.Folder)).Code);
        Assert.Equal(0, (await RunAsync(["build"], repository.Folder)).Code);

        var (code, output, error) = await RunAsync(["build", "--frozen"], repository.Folder);

        Assert.Equal((0, 0), (code, output.Length));
        Assert.Matches("^qa: up to date \\([0-9]+ rows, [0-9]+ shards?\\)\n$", Encoding.UTF8.GetString(error));
    }

    [Fact]
    public async Task MakesTheSameFilesOfANewDatasetInEveryCultureAndTimeZone()
    {
        var made = new List<string>();
        foreach (var (locale, zone) in new[] { ("C", "UTC"), ("tr_TR.UTF-8", "Asia/Kathmandu"), ("de_DE.UTF-8", "America/St_Johns") })
        {
            using var repository = new TempRepository();
            Assert.Equal(0, (await RunAsync(["new", "qa"], repository.Folder, ("LC_ALL", locale), ("LANG", locale), ("TZ", zone))).Code);
            Assert.Equal(0, (await RunAsync(["build", "--frozen"], repository.Folder, ("LC_ALL", locale), ("LANG", locale), ("TZ", zone))).Code);
            made.Add(string.Join('\n', Directory.EnumerateFiles(repository.Folder, "*", SearchOption.AllDirectories)
                .Where(f => !f.Contains(".synth" + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(f => $"{Path.GetRelativePath(repository.Folder, f)} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(f)))}")));
        }

        Assert.Contains("out/qa/manifest.json", made[0].Replace('\\', '/'), StringComparison.Ordinal);
        Assert.All(made, m => Assert.Equal(made[0], m));
    }

    private static async Task<(int Code, byte[] Out, byte[] Error)> RunAsync(params string[] args) => await RunAsync(args, Path.GetTempPath());

    private static async Task<(int Code, byte[] Out, byte[] Error)> RunAsync(string one, string two, string three, string folder) => await RunAsync([one, two, three], folder);

    private static async Task<(int Code, byte[] Out, byte[] Error)> RunAsync(string[] args, string folder, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = folder };
        foreach (var arg in (string[])[typeof(Surroundings).Assembly.Location, .. args])
        {
            start.ArgumentList.Add(arg);
        }

        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        await Task.WhenAll(process.StandardOutput.BaseStream.CopyToAsync(output), process.StandardError.BaseStream.CopyToAsync(error), process.WaitForExitAsync());
        return (process.ExitCode, output.ToArray(), error.ToArray());
    }
}
