using System.Runtime.InteropServices;

namespace SynthTool.Benchmarks.Runs;

/// <summary>The CPU time of all children that have ended.</summary>
internal static partial class ChildUsage
{
    private const int Children = -1;

    /// <summary>In seconds; NaN where the system does not tell.</summary>
    public static double CpuSeconds() =>
        !OperatingSystem.IsWindows() && GetUsage(Children, out var usage) == 0
            ? usage.UserSeconds + usage.SystemSeconds + ((usage.UserMicroseconds + usage.SystemMicroseconds) / 1e6)
            : double.NaN;

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int GetUsage(int who, out Usage usage);

    // Two timevals, then fourteen longs that are of no interest.
    [StructLayout(LayoutKind.Sequential, Size = 18 * sizeof(long))]
    private struct Usage
    {
        public long UserSeconds;
        public int UserMicroseconds;
        public long SystemSeconds;
        public int SystemMicroseconds;
    }
}
