using SynthTool.Benchmarks.Measures;

namespace SynthTool.Benchmarks;

/// <summary>All measures by name.</summary>
internal static class Suite
{
    private static readonly (string Name, Func<Bench, Task<IReadOnlyList<Measure>>> Run)[] All =
    [
        ("nothing", NothingToDo.RunAsync),
        ("edit", OneEdit.RunAsync),
        ("outputs", OutputsDeleted.RunAsync),
        ("clone", FreshClone.RunAsync),
        ("latency", TeacherRate.WithLatencyAsync),
        ("rate", TeacherRate.WithoutLatencyAsync),
        ("store", StoreRates.RunAsync),
        ("memory", PeakMemory.RunAsync),
        ("reading", Reading.RunAsync),
        ("diff", TenPartitionsDiffer.RunAsync),
        ("project", AsAProject.RunAsync),
        ("growth", Growth.RunAsync),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(m => m.Name)];

    public static Task<IReadOnlyList<Measure>> RunAsync(string name, Bench bench)
    {
        bench.Say($"# {name}");
        return All.First(m => m.Name == name).Run(bench);
    }
}
