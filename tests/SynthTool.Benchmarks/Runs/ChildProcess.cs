using System.Diagnostics;
using System.Globalization;

namespace SynthTool.Benchmarks.Runs;

/// <summary>Runs a programme to its end and measures it.</summary>
internal static class ChildProcess
{
    private const string PeakLine = "VmHWM:";

    /// <param name="watchMemory">Whether to read the peak of resident memory while it runs; that costs a little of the machine.</param>
    /// <exception cref="InvalidOperationException">The programme failed.</exception>
    public static async Task<Sample> RunAsync(string folder, bool watchMemory, params string[] command)
    {
        var cpu = ChildUsage.CpuSeconds();
        var started = Stopwatch.GetTimestamp();
        using var process = Start(folder, command);
        var said = process.StandardError.ReadToEndAsync();
        var printed = process.StandardOutput.ReadToEndAsync();
        var peak = watchMemory ? await PeakAsync(process) : 0;
        await process.WaitForExitAsync();
        var wall = Stopwatch.GetElapsedTime(started).TotalSeconds;
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{string.Join(' ', command)} ended with {process.ExitCode}:\n{await said}{await printed}");
        }

        return new Sample(wall, OperatingSystem.IsWindows() ? process.TotalProcessorTime.TotalSeconds : ChildUsage.CpuSeconds() - cpu, peak);
    }

    public static Process Start(string folder, params string[] command)
    {
        var info = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in info.Environment.Keys.Where(k => k.StartsWith("SYNTH_", StringComparison.Ordinal) || k == "CI").ToList())
        {
            _ = info.Environment.Remove(name);
        }

        return Process.Start(info) ?? throw new InvalidOperationException($"{command[0]} does not start.");
    }

    // The last reading before the end is close to the peak, for it never falls.
    private static async Task<long> PeakAsync(Process process)
    {
        var peak = 0L;
        while (!process.HasExited)
        {
            peak = Math.Max(peak, PeakOf(process));
            await Task.Delay(20);
        }

        return peak;
    }

    private static long PeakOf(Process process)
    {
        try
        {
            if (!OperatingSystem.IsLinux())
            {
                process.Refresh();
                return process.PeakWorkingSet64;
            }

            var line = File.ReadLines($"/proc/{process.Id}/status").FirstOrDefault(l => l.StartsWith(PeakLine, StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line[PeakLine.Length..^"kB".Length], CultureInfo.InvariantCulture) * 1024;
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            return 0; // it ended meanwhile
        }
    }
}
