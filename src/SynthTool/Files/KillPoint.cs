using System.Diagnostics;

namespace SynthTool.Files;

/// <summary>Named moments at which a test may kill the process, to see that nothing is lost. Does nothing unless armed.</summary>
internal static class KillPoint
{
    private static string? armed;
    private static int left;

    /// <summary>Kills this process, as <c>kill -9</c> does, when the point is reached for the given time.</summary>
    /// <param name="setting"><c>name</c> or <c>name:count</c>; null disarms.</param>
    public static void Arm(string? setting)
    {
        var colon = setting?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        left = colon >= 0 && int.TryParse(setting.AsSpan(colon + 1), out var count) ? count : 1;
        armed = colon >= 0 ? setting![..colon] : setting;
    }

    public static void Reach(string name)
    {
        if (armed is not null && armed == name && Interlocked.Decrement(ref left) == 0)
        {
            using var self = Process.GetCurrentProcess();
            self.Kill();
            Thread.Sleep(Timeout.Infinite); // the signal may need a moment, and nothing may happen meanwhile
        }
    }
}
