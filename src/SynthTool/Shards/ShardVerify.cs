using System.Collections.Immutable;
using System.Security.Cryptography;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Formats.Parquet;
using SynthTool.Store;

namespace SynthTool.Shards;

/// <summary>Compares a dataset's output folder with its manifest, byte for byte. Changes nothing.</summary>
internal static class ShardVerify
{
    /// <param name="manifest">What should be there.</param>
    /// <param name="folder">The dataset's output folder, absolute.</param>
    /// <param name="repoFolder">The same, relative to the repository, for findings.</param>
    public static ShardVerdict Check(Manifest manifest, string folder, string repoFolder, CancellationToken ct)
    {
        var findings = new Findings();
        var intact = 0;
        foreach (var file in manifest.Files)
        {
            ct.ThrowIfCancellationRequested();
            intact += IsIntact(file, Path.Join(folder, file.Path), $"{repoFolder}/{file.Path}", findings) ? 1 : 0;
        }

        ReportUnknown(manifest, folder, repoFolder, findings);
        return new ShardVerdict(manifest.Files.Count(), intact, findings.ToSorted());
    }

    private static bool IsIntact(ManifestFile file, string absolute, string repoPath, Findings findings)
    {
        if (FileStamp.Of(absolute) is not { IsFolder: false } stamp)
        {
            return Fail(ShardsDiagnostics.ShardMissing, "was not found");
        }

        if (stamp.Size != file.Bytes)
        {
            return Fail(ShardsDiagnostics.ShardChanged, FormattableString.Invariant($"has {stamp.Size} bytes, and {file.Bytes} were written"));
        }

        using var stream = Disk.OpenStream(absolute);
        try
        {
            if (ContentHash.FromBytes(SHA256.HashData(stream)) != file.Sha256)
            {
                return Fail(ShardsDiagnostics.ShardChanged, "has other bytes than were written");
            }

            var rows = ParquetRows.Describe(stream).Rows;
            return rows == file.Rows || Fail(ShardsDiagnostics.ShardRowsDiffer, FormattableString.Invariant($"has {rows} rows, and its manifest says {file.Rows}"));
        }
        catch (ParquetFailure failure)
        {
            return Fail(failure.Kind, failure.Message);
        }
        catch (Exception error) when (FileFailure.Covers(error))
        {
            throw FileFailure.From(error, absolute, "Reading");
        }

        bool Fail(DiagnosticKind kind, string what)
        {
            findings.Add(kind, new SourcePlace(repoPath), $"{Quoted.Path(repoPath)} {what}", "a build writes it again");
            return false;
        }
    }

    private static void ReportUnknown(Manifest manifest, string folder, string repoFolder, Findings findings)
    {
        var known = manifest.Files.Select(f => f.Path).Append(Manifest.FileName).Append(DatasetCard.FileName).ToHashSet(StringComparer.Ordinal);
        foreach (var path in FilesBelow(folder, "").Where(p => !known.Contains(p)))
        {
            findings.Add(
                ShardsDiagnostics.UnknownFile, new SourcePlace($"{repoFolder}/{path}"),
                $"{Quoted.Path($"{repoFolder}/{path}")} is in no manifest of this tool", "loaders that take all files of the folder will read it; nothing removes it but you");
        }
    }

    // An output folder is two levels deep; what lies deeper is not ours and is not followed.
    private static IEnumerable<string> FilesBelow(string folder, string prefix)
    {
        var here = Disk.FilesIn(folder).Where(n => !AtomicFile.IsLeftover(n)).Select(n => prefix + n);
        return prefix.Length > 0 ? here : here.Concat(Disk.FoldersIn(folder).SelectMany(n => FilesBelow(Path.Join(folder, n), n + "/")));
    }
}

/// <summary>What a comparison of files and manifest came to.</summary>
/// <param name="Shards">How many files the manifest lists.</param>
/// <param name="Intact">How many of them are as they were written.</param>
/// <param name="Diagnostics">Sorted.</param>
internal sealed record ShardVerdict(int Shards, int Intact, ImmutableArray<Diagnostic> Diagnostics);
