using System.Globalization;

namespace SynthTool.Benchmarks;

/// <summary>Prints measures as a Markdown table, each row as soon as it is known.</summary>
internal static class MeasureTable
{
    public static void WriteHead(TextWriter to)
    {
        to.WriteLine("| measure | ours | reference | ratio | goal | | CPU ours / reference | pairs |");
        to.WriteLine("|---|---:|---:|---:|---:|---|---:|---:|");
        to.Flush();
    }

    public static void WriteRow(TextWriter to, Measure row)
    {
        var verdict = row is { Goal: { } goal, Ratio: { } ratio } ? goal.IsMet(ratio) ? "met" : "**missed**" : "";
        var shown = row.Ratio is { } known ? known.ToString("0.00×", CultureInfo.InvariantCulture) : "";
        to.WriteLine(FormattableString.Invariant($"| {row.Name} | {row.Ours} | {row.Reference} | {shown} | {row.Goal} | {verdict} | {row.Cpu} | {row.Runs} |"));
        to.Flush();
    }
}
