using SynthTool.Benchmarks.Data;
using SynthTool.Benchmarks.Runs;

namespace SynthTool.Benchmarks;

/// <summary>What the measures share: the scratch folder, the published programmes, and the datasets that cost minutes to make.</summary>
internal sealed class Bench : IDisposable
{
    private readonly Dictionary<string, BenchDataset> datasets = new(StringComparer.Ordinal);
    private readonly bool isTemporary;
    private Published? published;

    public Bench(BenchmarkOptions options, CancellationToken ct)
    {
        Options = options;
        Stop = ct;
        isTemporary = options.Folder is null;
        Folder = options.Folder ?? Directory.CreateTempSubdirectory("synth-bench-").FullName;
        _ = Directory.CreateDirectory(Folder);
    }

    public BenchmarkOptions Options { get; }

    public CancellationToken Stop { get; }

    /// <summary>Absolute; removed at the end unless it is to be kept.</summary>
    public string Folder { get; }

    public Published Published => published ??= Published.Make(this);

    /// <summary>How many rows a measure that is declared with <paramref name="full"/> rows uses in this run.</summary>
    public int Rows(int full) => Math.Min(full, Options.Size);

    public int Runs(int declared) => Options.Runs ?? declared;

    /// <summary>The dataset of this form, made and answered at first use.</summary>
    public async Task<BenchDataset> DatasetAsync(DatasetForm form)
    {
        if (!datasets.TryGetValue(form.Name, out var dataset))
        {
            Say($"making {form.Name}");
            dataset = await BenchDataset.MakeAsync(this, form);
            datasets.Add(form.Name, dataset);
        }

        return dataset;
    }

    /// <summary>A folder for one run, which its caller removes.</summary>
    public string NewFolder(string name)
    {
        var folder = Path.Combine(Folder, name);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        return Directory.CreateDirectory(folder).FullName;
    }

    /// <summary>Talk goes to stderr: the table alone is on stdout.</summary>
    public void Say(string text)
    {
        Stop.ThrowIfCancellationRequested();
        Console.Error.WriteLine($"{DateTime.Now:HH:mm:ss} {text}");
    }

    public void Dispose()
    {
        if (!Options.Keep)
        {
            Directory.Delete(Folder, recursive: true);
        }
        else if (isTemporary)
        {
            Console.Error.WriteLine($"kept: {Folder}");
        }
    }
}
