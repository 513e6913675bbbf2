using SynthTool.Benchmarks.Data;
using SynthTool.Benchmarks.Runs;

namespace SynthTool.Benchmarks.Measures;

/// <summary><c>dotnet dotnet-synth.dll build</c> when nothing is to be done, in a repository with many unrelated files, against <c>dotnet hello.dll</c>.</summary>
internal static class NothingToDo
{
    private const int UnrelatedFiles = 50_000;
    private const int FilesAFolder = 100;

    public static async Task<IReadOnlyList<Measure>> RunAsync(Bench bench)
    {
        var dataset = await bench.DatasetAsync(DatasetForm.Large(bench.Rows(1_000_000)));
        var files = Math.Min(UnrelatedFiles, bench.Options.Size);
        var unrelated = Path.Combine(dataset.Root, "unrelated");
        Litter(unrelated, files);
        await dataset.EnsureBuiltAsync();
        var pairs = await Pairs.RunAsync(bench, bench.Runs(21), () => BuildAsync(bench, dataset), () => HelloAsync(bench, dataset), warm: true);
        Directory.Delete(unrelated, recursive: true);

        var name = FormattableString.Invariant($"nothing to do, {dataset.Form.Rows:N0} rows, {files:N0} unrelated files");
        return
        [
            new Measure($"{name}: wall", Text.Ms(pairs.OurWall), $"{Text.Ms(pairs.ReferenceWall)} `dotnet hello.dll`", pairs.WallRatio, new Goal(1.5), pairs.Cpu, pairs.Ours.Count),
            new Measure($"{name}: CPU", Text.Ms(pairs.OurCpu), $"{Text.Ms(pairs.ReferenceCpu)} `dotnet hello.dll`", pairs.CpuRatio, new Goal(1.5), pairs.Cpu, pairs.Ours.Count),
        ];
    }

    // As a person calls it: in the repository's root, without an argument.
    private static Task<Sample> BuildAsync(Bench bench, BenchDataset dataset) => ChildProcess.RunAsync(dataset.Root, watchMemory: false, "dotnet", bench.Published.Tool, "build");

    private static Task<Sample> HelloAsync(Bench bench, BenchDataset dataset) => ChildProcess.RunAsync(dataset.Root, watchMemory: false, "dotnet", bench.Published.Hello);

    private static void Litter(string folder, int files)
    {
        for (var i = 0; i < files; i++)
        {
            var below = Path.Combine(folder, FormattableString.Invariant($"{i / FilesAFolder:000}"));
            _ = Directory.CreateDirectory(below);
            File.WriteAllText(Path.Combine(below, FormattableString.Invariant($"{i % FilesAFolder:00}.txt")), "unrelated\n");
        }
    }
}
