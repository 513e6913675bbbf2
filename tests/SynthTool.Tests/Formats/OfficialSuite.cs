using System.Diagnostics;
using System.Text.Json;

namespace SynthTool.Tests.Formats;

/// <summary>
/// JSON Schema's official test suite (MIT). It is not ours, so that it is not committed: it is fetched once into
/// <c>artifacts/</c>, from its repository at a fixed commit or, where that cannot be reached, from Debian's package of it.
/// (The npm package <c>@json-schema-org/tests</c> holds no cases of its own, and none of 2020-12.)
/// </summary>
internal static class OfficialSuite
{
    private const string Repository = "https://github.com/json-schema-org/JSON-Schema-Test-Suite";
    private const string Commit = "44401e0c";
    private const string DebianPackage = "libtest-json-schema-acceptance-perl";

    private static readonly Lazy<string?> Located = new(() => Cached() ?? InTemporary(FromRepository) ?? InTemporary(FromDebian));

    /// <summary>The suite's folder <c>tests</c>, or null when it is neither here nor to be had.</summary>
    public static string? Folder => Located.Value;

    private static string Cache { get; } = Path.Combine(RepositoryRoot(), "artifacts", "json-schema-test-suite");

    /// <summary>All groups of a draft: a file's name without its ending, and one schema with its cases.</summary>
    public static IEnumerable<(string File, JsonElement Group)> Groups(string draft, bool optional)
    {
        var folder = Path.Combine(Folder!, draft, optional ? "optional" : "");
        foreach (var file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            var groups = JsonDocument.Parse(File.ReadAllBytes(file)).RootElement;
            foreach (var group in groups.EnumerateArray())
            {
                yield return (Path.GetFileNameWithoutExtension(file), group);
            }
        }
    }

    private static string? Cached() =>
        File.Exists(Path.Combine(Cache, "complete")) ? Path.Combine(Cache, "tests") : null;

    private static string? InTemporary(Func<string, string?> fetch)
    {
        var temporary = Directory.CreateTempSubdirectory("suite");
        try
        {
            return fetch(temporary.FullName);
        }
        finally
        {
            temporary.Delete(recursive: true);
        }
    }

    private static string? FromRepository(string temporary) =>
        Run("git", ["clone", "--quiet", "--filter=blob:none", "--no-checkout", Repository, temporary], temporary, seconds: 60)
            && Run("git", ["checkout", "--quiet", Commit, "--", "tests"], temporary, seconds: 60)
            ? Keep(Path.Combine(temporary, "tests"))
            : null;

    // With lists of its own, so that it needs no rights and leaves the machine as it was.
    private static string? FromDebian(string temporary)
    {
        Directory.CreateDirectory(Path.Combine(temporary, "lists", "partial"));
        string[] apart = ["-q", "-o", $"Dir::State::Lists={temporary}/lists", "-o", $"Dir::Cache={temporary}", "-o", "APT::Sandbox::User="];
        return Run("apt-get", [.. apart, "update"], temporary, seconds: 90)
            && Run("apt-get", [.. apart, "download", DebianPackage], temporary, seconds: 60)
            && Directory.EnumerateFiles(temporary, "*.deb").FirstOrDefault() is { } package
            && Run("dpkg-deb", ["-x", package, temporary], temporary, seconds: 30)
            ? Keep(Directory.EnumerateDirectories(temporary, "tests", SearchOption.AllDirectories).First(d => File.Exists(Path.Combine(d, "draft7", "type.json"))))
            : null;
    }

    private static string? Keep(string tests)
    {
        foreach (var file in Directory.EnumerateFiles(tests, "*.json", SearchOption.AllDirectories))
        {
            var target = Path.Combine(Cache, "tests", Path.GetRelativePath(tests, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }

        File.WriteAllText(Path.Combine(Cache, "complete"), ""); // last: a copy that was cut off is made again
        return Cached();
    }

    private static bool Run(string tool, string[] arguments, string folder, int seconds)
    {
        var start = new ProcessStartInfo(tool, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        try
        {
            using var process = Process.Start(start)!;
            process.OutputDataReceived += (_, _) => { };
            process.ErrorDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            if (process.WaitForExit(TimeSpan.FromSeconds(seconds)))
            {
                return process.ExitCode == 0;
            }

            process.Kill(entireProcessTree: true);
            return false;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // the tool is not on this machine
        }
    }

    private static string RepositoryRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "SynthTool.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("the tests do not run inside of the repository");
        }

        return folder;
    }
}
