using System.Diagnostics;
using SynthTool.Benchmarks.Data;
using SynthTool.Benchmarks.References;
using SynthTool.Benchmarks.Runs;
using SynthTool.Build;

namespace SynthTool.Benchmarks.Measures;

/// <summary>
/// How fast a build asks: its calls over the time from the first question to the end of asking, with every answer
/// checked, stored durably and its rows made; against bare loops of HttpClient with as many calls in flight. Both are
/// clients in this process; the teacher is a process of its own on the same machine.
/// </summary>
internal static class TeacherRate
{
    private const int AnswerWords = 40;

    public static Task<IReadOnlyList<Measure>> WithLatencyAsync(Bench bench) =>
        RunAsync(bench, "teacher with 200 ms latency, 256 in flight", latencyMs: 200, concurrency: 256, bench.Rows(256 * 5 * 30), new Goal(0.95, IsLeast: true), runs: 5);

    public static Task<IReadOnlyList<Measure>> WithoutLatencyAsync(Bench bench) =>
        RunAsync(bench, "teacher without latency, 64 in flight", latencyMs: 0, concurrency: 64, bench.Rows(50_000), new Goal(0.6, IsLeast: true), runs: 7);

    private static async Task<IReadOnlyList<Measure>> RunAsync(Bench bench, string name, int latencyMs, int concurrency, int calls, Goal goal, int runs)
    {
        using var teacher = await TeacherProcess.StartAsync(latencyMs, AnswerWords);
        var form = DatasetForm.Asked(calls, concurrency);
        var dataset = await bench.DatasetAsync(form);
        var prompt = dataset.SeedText(0);
        var pairs = await Pairs.RunAsync(
            bench, bench.Runs(runs),
            () => AskAsync(bench, dataset, teacher.Endpoint),
            () => HttpLoop.RunAsync(teacher.Endpoint, calls, concurrency, prompt),
            warm: latencyMs == 0);
        return
        [
            new Measure(
                FormattableString.Invariant($"{name}, {calls:N0} calls"), Text.Rate(calls / pairs.OurWall), $"{Text.Rate(calls / pairs.ReferenceWall)} bare HttpClient",
                pairs.RateRatio, goal, pairs.Cpu, pairs.Ours.Count),
        ];
    }

    private static async Task<Sample> AskAsync(Bench bench, BenchDataset dataset, string endpoint)
    {
        dataset.DeleteAllButCommitted();
        File.Delete(Path.Combine(dataset.Root, "data", "bench.synth.lock"));
        var phases = new Phases();
        var outcome = await DatasetBuild.RunAsync(
            StoredAnswers.WorkspaceOf(dataset.Root, endpoint), BenchDataset.Definition, new BuildOptions { Jobs = 2, Spending = Spending.Allow }, phases,
            (_, _) => ValueTask.FromResult(true), bench.Stop);
        return outcome is { Status: BuildStatus.Built } && outcome.Calls == dataset.Form.Rows && outcome.Rows == dataset.Form.Rows
            ? phases.Asking
            : throw new InvalidOperationException($"The build is {outcome.Status} after {outcome.Calls} calls: {string.Join('\n', outcome.Diagnostics.Take(5).Select(d => d.Message))}");
    }

    /// <summary>Takes the time from the beginning of asking to the beginning of the shards.</summary>
    private sealed class Phases : IBuildListener
    {
        private long began;
        private TimeSpan cpu;

        public Sample Asking { get; private set; }

        public void On(BuildEvent happened)
        {
            switch (happened)
            {
                case BuildEvent.PhaseStarted { Phase: "teacher" }:
                    (began, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
                    break;
                case BuildEvent.PhaseStarted { Phase: "shards" }:
                    Asking = new Sample(Stopwatch.GetElapsedTime(began).TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
                    break;
                default:
                    break;
            }
        }
    }
}
