using System.Collections.Immutable;
using SynthTool.Definition;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Shards;
using SynthTool.Store;

namespace SynthTool.Build;

/// <summary>Reads every shard, every stored answer in use and the lock, and compares them byte for byte. Writes nothing.</summary>
internal static class DatasetVerify
{
    public static async Task<VerifyOutcome> RunAsync(Workspace workspace, string definition, int jobs, CancellationToken ct)
    {
        var findings = new Findings();
        var files = DatasetLoader.Load(workspace.Root, definition, findings);
        if (files is null)
        {
            return new VerifyOutcome(Datasets.NameIn(workspace.Root, definition) ?? definition, definition, findings.ToSorted());
        }

        var name = files.Definition.Name.Value;
        var shards = CheckShards(workspace.Root, files, findings, ct);
        await using var store = OpenStore.Open(workspace, files.Definition, findings);
        var responses = StoreVerification.Run(store.Committed, store.Local, findings);
        if (responses.Damaged > 0)
        {
            findings.Add(BuildDiagnostics.StoreCorrupt, null, FormattableString.Invariant($"{responses.Damaged} stored answers are damaged"), "the warnings name them; a build treats them as missing");
        }

        await LockVerify.RunAsync(workspace, definition, jobs, findings, ct);
        return new VerifyOutcome(name, definition, findings.ToSorted()) { ShardsIntact = shards.Intact, Shards = shards.Shards, Responses = responses.Answers };
    }

    /// <summary>The files against the manifest, and the manifest against the lock.</summary>
    private static ShardVerdict CheckShards(RepositoryRoot root, DatasetFiles files, Findings findings, CancellationToken ct)
    {
        var folder = Manifest.FolderOf(files.Definition.Name.Value);
        var path = $"{folder}/{Manifest.FileName}";
        var content = FileContent.Read(root.Absolute(path), ManifestFormat.MaxBytes);
        if (content.Problem is not null)
        {
            findings.Add(BuildDiagnostics.NotBuilt, new SourcePlace(path), $"{Quoted.Path(path)} {content.Problem.What}: nothing can be compared", $"run {ToolCommand.Build(files.Definition.Name.Value)}");
            return new ShardVerdict(0, 0, []);
        }

        var manifest = ManifestFormat.Read(content.Bytes, path);
        findings.AddRange(manifest.Diagnostics);
        if (manifest.Value is null)
        {
            return new ShardVerdict(0, 0, []);
        }

        var verdict = ShardVerify.Check(manifest.Value, root.Absolute(folder), folder, ct);
        findings.AddRange(verdict.Diagnostics);
        CompareWithLock(root, files.Definition, manifest.Value, findings);
        return verdict;
    }

    private static void CompareWithLock(RepositoryRoot root, DatasetDefinition definition, Manifest manifest, Findings findings)
    {
        var path = LockFile.PathFor(definition.Path);
        var text = FileContent.ReadText(root.Absolute(path), 1024 * 1024 * 1024);
        if (text.Problem is not null)
        {
            findings.Add(BuildDiagnostics.NotBuilt, new SourcePlace(path), $"{Quoted.Path(path)} {text.Problem.What}", $"run {ToolCommand.Build(definition.Name.Value)}");
            return;
        }

        var locked = LockFile.Parse(text.Text).Lock.Shards;
        foreach (var file in manifest.Files.Where(f => locked.GetValueOrDefault(f.Path)?.Sha256 != f.Sha256))
        {
            findings.Add(BuildDiagnostics.ShardDiffers, new SourcePlace(path), $"The manifest's {Quoted.Path(file.Path)} is not the lock's", $"run {ToolCommand.Build(definition.Name.Value)}");
        }

        foreach (var missing in locked.Keys.Except(manifest.Files.Select(f => f.Path), StringComparer.Ordinal))
        {
            findings.Add(BuildDiagnostics.ShardDiffers, new SourcePlace(path), $"The lock's {Quoted.Path(missing)} is not in the manifest", $"run {ToolCommand.Build(definition.Name.Value)}");
        }
    }
}

/// <summary>What a verification found. Exit code 5 when an error is among the findings.</summary>
internal sealed record VerifyOutcome(string Dataset, string Definition, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Shards that are as the lock records them, and shards in all.</summary>
    public int ShardsIntact { get; init; }

    public int Shards { get; init; }

    /// <summary>Stored answers that were read.</summary>
    public long Responses { get; init; }
}
