using System.Globalization;

namespace SynthTool.Benchmarks;

/// <summary>Figures as the table shows them.</summary>
internal static class Text
{
    public static string Ms(double seconds) => (seconds * 1000).ToString("N0", CultureInfo.InvariantCulture) + " ms";

    public static string Seconds(double seconds) => double.IsNaN(seconds) ? "-" : seconds < 1 ? Ms(seconds) : seconds.ToString("0.00", CultureInfo.InvariantCulture) + " s";

    public static string Rate(double perSecond) => perSecond.ToString("N0", CultureInfo.InvariantCulture) + "/s";

    public static string Megabytes(double bytes) => (bytes / 1e6).ToString("N0", CultureInfo.InvariantCulture) + " MB";
}
