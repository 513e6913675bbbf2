using System.Diagnostics;

namespace SynthTool.Benchmarks.Runs;

/// <summary>Runs of ours and of the reference, one after the other in turn, so that both see the same machine.</summary>
internal sealed record Pairs(IReadOnlyList<Sample> Ours, IReadOnlyList<Sample> Reference)
{
    public double OurWall => Median(Ours.Select(s => s.Wall));

    public double ReferenceWall => Median(Reference.Select(s => s.Wall));

    public double OurCpu => Median(Ours.Select(s => s.Cpu));

    public double ReferenceCpu => Median(Reference.Select(s => s.Cpu));

    /// <summary>The median of the pairs' ratios, not the ratio of the medians: a slow moment of the machine touches one pair.</summary>
    public double WallRatio => Median(Ours.Zip(Reference, (o, r) => o.Wall / r.Wall));

    public double CpuRatio => Median(Ours.Zip(Reference, (o, r) => o.Cpu / r.Cpu));

    /// <summary>Of rates, which are the reverse of times.</summary>
    public double RateRatio => Median(Ours.Zip(Reference, (o, r) => r.Wall / o.Wall));

    /// <summary>Runs A B A B, after one unmeasured run of each when <paramref name="warm"/>.</summary>
    public static async Task<Pairs> RunAsync(Bench bench, int runs, Func<Task<Sample>> ours, Func<Task<Sample>> reference, bool warm)
    {
        var (a, b) = (new List<Sample>(), new List<Sample>());
        for (var i = warm ? -1 : 0; i < runs; i++)
        {
            var (one, other) = (await ours(), await reference());
            bench.Say(FormattableString.Invariant($"{(i < 0 ? "warm" : $"{i + 1}/{runs}")}: {one.Wall:0.000} s against {other.Wall:0.000} s (CPU {one.Cpu:0.000}, {other.Cpu:0.000})"));
            if (i >= 0)
            {
                a.Add(one);
                b.Add(other);
            }
        }

        return new Pairs(a, b);
    }

    public static Sample Timed(Action work) => TimedAsync(() =>
    {
        work();
        return Task.CompletedTask;
    }).GetAwaiter().GetResult();

    /// <summary>Work in this process, with its CPU time.</summary>
    public static async Task<Sample> TimedAsync(Func<Task> work)
    {
        var cpu = Environment.CpuUsage.TotalTime;
        var started = Stopwatch.GetTimestamp();
        await work();
        return new Sample(Stopwatch.GetElapsedTime(started).TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
    }

    /// <summary>Both CPU medians, for the table.</summary>
    public string Cpu => $"{Text.Seconds(OurCpu)} / {Text.Seconds(ReferenceCpu)}";

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
