using System.Globalization;

namespace SynthTool.Report;

/// <summary>Numbers as people read them, the same in every culture.</summary>
internal static class Amounts
{
    public static string Of(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary><c>1 call</c>, <c>2 calls</c>.</summary>
    public static string Of(long number, string one, string? many = null) => $"{Of(number)} {(number == 1 ? one : many ?? one + "s")}";

    /// <summary><c>84 ms</c>, <c>3.2 s</c>, <c>2 min 5 s</c>, <c>1 h 12 min</c>.</summary>
    public static string Of(TimeSpan time) => time switch
    {
        { TotalMilliseconds: < 999.5 } => Invariant($"{Math.Max(0, time.TotalMilliseconds):0} ms"),
        { TotalSeconds: < 59.95 } => Invariant($"{time.TotalSeconds:0.0} s"),
        { TotalMinutes: < 60 } => Invariant($"{(long)time.TotalMinutes} min {time.Seconds} s"),
        _ => Invariant($"{(long)time.TotalHours} h {time.Minutes} min"),
    };

    /// <summary><c>0.42 USD</c>; small sums keep two digits that say something.</summary>
    public static string Money(decimal amount, string? currency) =>
        Invariant($"{amount.ToString(amount >= 0.1m ? "0.00" : "0.00##", CultureInfo.InvariantCulture)} {currency ?? ""}").TrimEnd();

    /// <summary><c>88 %</c>, rounded down, so that 100 % means all.</summary>
    public static string Share(long part, long whole) => Invariant($"{(whole == 0 ? 0 : (long)((decimal)part * 100 / whole))} %");

    public static string Rate(double perSecond) => Invariant($"{perSecond:0.0}/s");

    public static string Bytes(long bytes) => bytes switch
    {
        < 1024 => Invariant($"{bytes} B"),
        < 1024 * 1024 => Invariant($"{bytes / 1024.0:0.0} KiB"),
        < 1024L * 1024 * 1024 => Invariant($"{bytes / 1024.0 / 1024:0.0} MiB"),
        _ => Invariant($"{bytes / 1024.0 / 1024 / 1024:0.0} GiB"),
    };

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
