using SynthTool.Benchmarks;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

if (BenchmarkOptions.Parse(args) is not { } options)
{
    Console.Error.WriteLine($"usage: [{string.Join('|', Suite.Names)}]… [--size rows] [--runs n] [--folder path] [--keep]");
    return 2;
}

using var bench = new Bench(options, stop.Token);
MeasureTable.WriteHead(Console.Out);
foreach (var name in options.Names)
{
    foreach (var measure in await Suite.RunAsync(name, bench))
    {
        MeasureTable.WriteRow(Console.Out, measure);
    }
}

return 0;
