using System.Diagnostics;
using System.Text;
using SynthTool.Differences;
using SynthTool.Diagnostics;
using SynthTool.Files;

namespace SynthTool.Cli.Git;

/// <summary>
/// Starts git for reading objects alone: none of the commands used here runs a hook, a pager, a filter, an external diff or a file monitor,
/// or reaches a network. What a caller's environment says of another repository counts for nothing.
/// </summary>
internal sealed class GitProgram(string path, string root)
{
    private static readonly string[] Safe =
    [
        "--no-pager", "--no-replace-objects", "--literal-pathspecs", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "protocol.allow=never",
        "-c", "core.quotePath=false",
    ];

    /// <summary>Null when there is no git on the search path.</summary>
    public static GitProgram? Find(RepositoryRoot root, Func<string, string?> variable)
    {
        // Never from the current folder, where a repository could bring a program of this name.
        var name = OperatingSystem.IsWindows() ? "git.exe" : "git";
        var path = (variable("PATH") ?? "").Split(Path.PathSeparator)
            .Where(Path.IsPathFullyQualified)
            .Select(folder => Path.Join(folder, name))
            .FirstOrDefault(File.Exists);
        return path is null ? null : new GitProgram(path, root.AbsolutePath);
    }

    public Process Start(params ReadOnlySpan<string> arguments)
    {
        var info = new ProcessStartInfo(path)
        {
            WorkingDirectory = root,
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var argument in (ReadOnlySpan<string>)[.. Safe, .. arguments])
        {
            info.ArgumentList.Add(argument);
        }

        foreach (var name in info.Environment.Keys.Where(k => k.StartsWith("GIT_", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            info.Environment.Remove(name);
        }

        info.Environment["GIT_CEILING_DIRECTORIES"] = Path.GetDirectoryName(root);
        info.Environment["GIT_OPTIONAL_LOCKS"] = "0";
        info.Environment["GIT_TERMINAL_PROMPT"] = "0";
        info.Environment["GIT_NO_LAZY_FETCH"] = "1";
        info.Environment["LC_ALL"] = "C";
        try
        {
            return Process.Start(info) ?? throw new InvalidOperationException("A process that is not reused starts.");
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new RevisionFailure(new Diagnostic(DifferencesDiagnostics.NoRevisions, null, $"git does not start: {error.Message}"));
        }
    }
}
