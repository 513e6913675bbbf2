using System.Collections.Immutable;
using SynthTool.Diagnostics;
using SynthTool.Exports;
using SynthTool.Files;
using SynthTool.Formats.Parquet;
using SynthTool.Shards;

namespace SynthTool.Build;

/// <summary>Hands a built dataset on in another form. Reads shards alone: what is not built is not exported.</summary>
internal static class DatasetExport
{
    private const int MaxCardBytes = 16 * 1024 * 1024;

    public static ExportOutcome Run(Workspace workspace, string definition, ExportOptions options, CancellationToken ct)
    {
        var findings = new Findings();
        var written = ImmutableArray<ExportedFile>.Empty;
        var name = DatasetLoader.Load(workspace.Root, definition, findings)?.Definition.Name.Value;
        if (name is not null && Read(workspace.Root, name, definition, findings, ct) is { } manifest && Chosen(manifest, options, findings) is { } chosen)
        {
            written = Write(chosen, workspace.Root.Absolute(Manifest.FolderOf(name)), options with { Folder = options.FolderEach ? Path.Join(options.Folder, name) : options.Folder }, ct);
        }

        return new ExportOutcome(name ?? "", definition, written, findings.ToSorted());
    }

    private static ImmutableArray<ExportedFile> Write(Manifest chosen, string from, ExportOptions options, CancellationToken ct) => options switch
    {
        { Sink: { } sink } => [ToSink(chosen, from, options.Format, sink, ct)],
        { Format: ExportFormat.HuggingFace } => ToHub(chosen, from, options.Folder, ct),
        _ => [.. Parts(chosen).Select(part => ToFile(part, from, options, ct))],
    };

    private static Manifest? Read(RepositoryRoot root, string name, string definition, Findings findings, CancellationToken ct)
    {
        var folder = Manifest.FolderOf(name);
        var path = $"{folder}/{Manifest.FileName}";
        var content = FileContent.Read(root.Absolute(path), ManifestFormat.MaxBytes);
        if (content.Problem is not null)
        {
            findings.Add(BuildDiagnostics.NotBuilt, new SourcePlace(path), $"{Quoted.Path(path)} {content.Problem.What}: there are no rows to export", $"run {ToolCommand.Build(name)}");
            return null;
        }

        var manifest = ManifestFormat.Read(content.Bytes, path);
        findings.AddRange(manifest.Diagnostics);
        findings.AddRange(manifest.Value is { } read ? ShardVerify.Check(read, root.Absolute(folder), folder, ct).Diagnostics.Where(d => d.IsError) : []);
        return findings.HasErrors ? null : manifest.Value;
    }

    /// <summary>The manifest with the outputs and splits that were asked for.</summary>
    private static Manifest? Chosen(Manifest manifest, ExportOptions options, Findings findings)
    {
        var (output, split) = options.Only?.Split('/', 2) switch
        {
            null => (null, null),
            [var o] => (o, null),
            [var o, var s, ..] => (o, (string?)s),
            _ => (null, null),
        };
        var outputs = manifest.Outputs.Where(o => output is null || o.Name == output)
            .Select(o => o with { Splits = [.. o.Splits.Where(s => split is null || s.Name == split)] })
            .Where(o => !o.Splits.IsEmpty)
            .ToImmutableArray();
        if (outputs.IsEmpty)
        {
            var known = string.Join(", ", manifest.Outputs.SelectMany(o => o.Splits.Select(s => $"{o.Name}/{s.Name}")));
            findings.Add(ExportsDiagnostics.NoSuchPart, null, $"the dataset {Quoted.Text(manifest.Dataset)} has no {Quoted.Text(options.Only ?? "")}", $"it has {known}");
        }

        foreach (var without in outputs.Where(o => options.Format is ExportFormat.OpenAi && o.Columns.All(c => c.Name != RowText.Messages)))
        {
            findings.Add(
                ExportsDiagnostics.NoMessages, null, $"the output {Quoted.Text(without.Name)} has no column \"{RowText.Messages}\"",
                "export another output with --only, or declare an output with `format: chat`");
        }

        if (options.Sink is not null && outputs.Sum(o => o.Splits.Length) > 1)
        {
            findings.Add(
                ExportsDiagnostics.NotOneFile, null, FormattableString.Invariant($"{outputs.Sum(o => o.Splits.Length)} splits cannot go to one stream"),
                $"choose one with --only, such as --only {outputs[0].Name}/{outputs[0].Splits[0].Name}, or export into a folder");
        }

        return findings.HasErrors ? null : manifest with { Outputs = outputs };
    }

    private static IEnumerable<(ManifestOutput Output, ManifestSplit Split)> Parts(Manifest manifest) => manifest.Outputs.SelectMany(o => o.Splits.Select(s => (o, s)));

    private static ExportedFile ToSink(Manifest manifest, string from, ExportFormat format, Action<ReadOnlySpan<byte>> to, CancellationToken ct)
    {
        var part = Parts(manifest).Single();
        WriteRows(part, from, format, to, ct);
        return new ExportedFile("-", part.Split.Rows);
    }

    private static ExportedFile ToFile((ManifestOutput Output, ManifestSplit Split) part, string from, ExportOptions options, CancellationToken ct)
    {
        var path = $"{part.Output.Name}/{part.Split.Name}.{(options.Format is ExportFormat.Csv ? "csv" : "jsonl")}";
        using var file = AtomicFile.Create(Path.Join(options.Folder, path));
        WriteRows(part, from, options.Format, file.Append, ct);
        file.CommitIfChanged();
        return new ExportedFile(path, part.Split.Rows);
    }

    private static void WriteRows((ManifestOutput Output, ManifestSplit Split) part, string from, ExportFormat format, Action<ReadOnlySpan<byte>> to, CancellationToken ct)
    {
        using var rows = new RowText(part.Output, format, to);
        rows.WriteHead();
        foreach (var shard in part.Split.Files)
        {
            using var file = Disk.OpenStream(Path.Join(from, shard.Path));
            foreach (var row in ParquetRows.Read(file))
            {
                ct.ThrowIfCancellationRequested();
                rows.Write(row);
            }
        }

        rows.Flush();
    }

    private static ImmutableArray<ExportedFile> ToHub(Manifest built, string from, string folder, CancellationToken ct)
    {
        var named = HubNames.Of(built);
        foreach (var (source, target) in built.Files.Zip(named.Files))
        {
            ct.ThrowIfCancellationRequested();
            using var file = AtomicFile.Create(Path.Join(folder, target.Path));
            using var shard = Disk.OpenStream(Path.Join(from, source.Path));
            file.Write(shard.CopyTo);
            file.CommitIfChanged();
        }

        var card = FileContent.ReadText(Path.Join(from, DatasetCard.FileName), MaxCardBytes);
        if (card.Problem is null)
        {
            AtomicFile.Write(Path.Join(folder, DatasetCard.FileName), System.Text.Encoding.UTF8.GetBytes(HubNames.Card(card.Text, built, named)));
        }

        return [.. named.Files.Select(f => new ExportedFile(f.Path, f.Rows))];
    }
}

/// <summary>What to hand on, and where to.</summary>
/// <param name="Folder">Absolute; receives a folder for each output.</param>
/// <param name="FolderEach">Whether the dataset gets a folder of its own in it.</param>
/// <param name="Only"><c>output</c> or <c>output/split</c>; null for all.</param>
/// <param name="Sink">Takes the rows of one split, in whole lines, instead of a folder.</param>
internal sealed record ExportOptions(ExportFormat Format, string Folder, bool FolderEach, string? Only, Action<ReadOnlySpan<byte>>? Sink);

/// <summary>What was written.</summary>
/// <param name="Files">Paths are relative to the dataset's folder.</param>
internal sealed record ExportOutcome(string Dataset, string Definition, ImmutableArray<ExportedFile> Files, ImmutableArray<Diagnostic> Diagnostics);

/// <summary>A written file.</summary>
/// <param name="Path">With <c>/</c>; <c>-</c> for the stream.</param>
internal sealed record ExportedFile(string Path, long Rows);
