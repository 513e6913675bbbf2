using System.Globalization;
using System.Text.Json;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using SynthTool.Report;

namespace SynthTool.MSBuild;

/// <summary>What built datasets consist of, from their manifests. A dataset that is not built gives nothing.</summary>
[MSBuildMultiThreadableTask]
public sealed class ReadSynthManifests : Task
{
    private readonly List<ITaskItem> shards = [];
    private readonly List<ITaskItem> manifests = [];
    private readonly List<ITaskItem> files = [];

    /// <summary>Definitions.</summary>
    [Required]
    public ITaskItem[] Datasets { get; set; } = [];

    /// <summary>The folder, relative to an output folder, below which each dataset has one of its own.</summary>
    public string OutputPath { get; set; } = "";

    /// <summary>The same in a package.</summary>
    public string PackagePath { get; set; } = "";

    /// <summary>Parquet files, with Dataset, Output, Split, Rows, Sha256, TargetPath and PackagePath, in the order of their rows.</summary>
    /// <remarks>MSBuild keeps the word <c>Output</c> for itself, but not <c>output</c>; expressions find it under either.</remarks>
    [Output]
    public ITaskItem[] Shards => [.. shards];

    /// <summary>Manifests, with Dataset and Version.</summary>
    [Output]
    public ITaskItem[] Manifests => [.. manifests];

    /// <summary>All that a dataset's reader may want: shards, manifest, card and lock, with Dataset, TargetPath and PackagePath.</summary>
    [Output]
    public ITaskItem[] Files => [.. files];

    public override bool Execute()
    {
        foreach (var dataset in Datasets)
        {
            Read(dataset.GetMetadata("FullPath"));
        }

        return !Log.HasLoggedErrors;
    }

    private void Read(string definition)
    {
        if (!File.Exists(definition) || DatasetFolder.NameIn(definition) is not { } name)
        {
            return; // the tool says what is wrong with it
        }

        var folder = Path.Combine(DatasetFolder.RootOf(definition), "out", name);
        var path = Path.Combine(folder, "manifest.json");
        if (!File.Exists(path))
        {
            return;
        }

        try
        {
            using var stream = File.OpenRead(path);
            using var json = JsonDocument.Parse(stream);
            Add(json.RootElement, definition, name, folder);
        }
        catch (Exception error) when (error is JsonException or IOException or KeyNotFoundException or InvalidOperationException or UnauthorizedAccessException)
        {
            this.Found(MsBuildDiagnostics.ManifestUnreadable, $"the manifest of \"{name}\" cannot be read (hint: build the dataset again): {error.Message}", path);
        }
    }

    private void Add(JsonElement manifest, string definition, string name, string folder)
    {
        foreach (var output in manifest.GetProperty("outputs").EnumerateArray())
        {
            foreach (var split in output.GetProperty("splits").EnumerateArray())
            {
                foreach (var file in split.GetProperty("files").EnumerateArray())
                {
                    AddShard(file, name, folder, output.GetProperty("name").GetString()!, split.GetProperty("name").GetString()!);
                }
            }
        }

        var own = Placed(Path.Combine(folder, "manifest.json"), name, "manifest.json");
        own.SetMetadata("Version", manifest.TryGetProperty("version", out var version) ? version.GetString() ?? "" : "");
        manifests.Add(own);
        files.Add(own);
        var card = Path.Combine(folder, "README.md");
        var recorded = Path.ChangeExtension(definition, ".lock");
        files.AddRange(new[] { card, recorded }.Where(File.Exists).Select(f => Placed(f, name, Path.GetFileName(f))));
    }

    private void AddShard(JsonElement file, string name, string folder, string output, string split)
    {
        var path = file.GetProperty("path").GetString()!;
        var shard = Placed(Path.GetFullPath(Path.Combine(folder, path)), name, path);
        shard.SetMetadata("output", output);
        shard.SetMetadata("Split", split);
        shard.SetMetadata("Rows", file.GetProperty("rows").GetInt64().ToString(CultureInfo.InvariantCulture));
        shard.SetMetadata("Sha256", file.GetProperty("sha256").GetString()!);
        shards.Add(shard);
        files.Add(shard);
    }

    /// <param name="below">The path in the dataset's folder, with <c>/</c>.</param>
    private TaskItem Placed(string absolute, string name, string below)
    {
        var item = new TaskItem(absolute);
        item.SetMetadata("Dataset", name);
        item.SetMetadata("TargetPath", Path.Combine(OutputPath, name, below.Replace('/', Path.DirectorySeparatorChar)));
        item.SetMetadata("PackagePath", $"{PackagePath}/{name}/{below}");
        return item;
    }
}
