using System.ComponentModel;
using System.Diagnostics;

namespace SynthTool.Testing;

/// <summary>A disk of a few kilobytes in memory, where the machine lets tests mount one.</summary>
public sealed class SmallDisk : IDisposable
{
    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    /// <param name="options">Of tmpfs: <c>size=1m</c>.</param>
    /// <param name="why">Why there is none; empty when there is.</param>
    public static SmallDisk? TryMount(string options, out string why)
    {
        var folder = Directory.CreateTempSubdirectory("synth-disk-").FullName;
        why = Run("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder) ?? "";
        if (why.Length > 0)
        {
            Directory.Delete(folder);
            why = $"no small disk can be mounted here: {why}";
        }

        return why.Length == 0 ? new SmallDisk(folder) : null;
    }

    /// <returns>Whether it worked.</returns>
    public bool MakeReadOnly() => Run("mount", "-o", "remount,ro", Path) is null;

    public void Dispose()
    {
        if (Run("umount", "-l", Path) is null)
        {
            Directory.Delete(Path);
        }
    }

    /// <returns>Null when it worked, else what it said.</returns>
    private static string? Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            var said = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : said.Trim();
        }
        catch (Win32Exception missing)
        {
            return missing.Message;
        }
    }
}
