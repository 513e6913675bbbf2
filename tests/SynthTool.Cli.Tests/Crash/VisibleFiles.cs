using System.Collections.Immutable;
using System.Security.Cryptography;
using SynthTool.Files;
using SynthTool.Shards;

namespace SynthTool.Cli.Tests.Crash;

/// <summary>The files of a dataset that others see: outputs, committed answers and the lock, each with the hash of its bytes.</summary>
internal sealed record VisibleFiles(ImmutableSortedDictionary<string, string> Hashes)
{
    private const string Manifest = "out/shop/manifest.json";
    private const string Lock = "shop.synth.lock";

    public static VisibleFiles None { get; } = new(ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal));

    /// <summary>Whether the manifest lies there.</summary>
    public bool HasManifest => Hashes.ContainsKey(Manifest);

    /// <param name="leftovers">Whether unfinished files with their names of their own count too: after a finished build there must be none.</param>
    public static VisibleFiles Of(string folder, bool leftovers)
    {
        var files = new[] { "out", "responses" }.Select(f => Path.Combine(folder, f)).Where(Directory.Exists)
            .SelectMany(f => Directory.EnumerateFiles(f, "*", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(folder, "*.lock"));
        return new(files.Where(f => leftovers || !AtomicFile.IsLeftover(Path.GetFileName(f))).ToImmutableSortedDictionary(
            f => Path.GetRelativePath(folder, f).Replace('\\', '/'), f => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(f))), StringComparer.Ordinal));
    }

    /// <summary>Checks that both have the same files with the same bytes.</summary>
    /// <param name="answers">Whether committed answers count.</param>
    public void CheckEqual(VisibleFiles expected, bool answers)
    {
        static string[] Lines(VisibleFiles files, bool answers) => [.. files.Hashes.Where(h => answers || !IsAnswers(h.Key)).Select(h => $"{h.Key} {h.Value}")];

        var (wanted, there) = (Lines(expected, answers), Lines(this, answers));
        Assert.True(
            wanted.SequenceEqual(there),
            $"missing:\n  {string.Join("\n  ", wanted.Except(there))}\nwrong:\n  {string.Join("\n  ", there.Except(wanted))}");
    }

    /// <summary>Checks what is visible at some moment between two finished builds.</summary>
    /// <param name="answers">Whether committed answers count.</param>
    public void CheckBetween(VisibleFiles before, VisibleFiles after, string folder, bool answers)
    {
        foreach (var (path, hash) in Hashes.Where(h => answers || !IsAnswers(h.Key)))
        {
            Assert.True(
                before.Hashes.GetValueOrDefault(path) == hash || after.Hashes.GetValueOrDefault(path) == hash,
                $"{path} has neither the bytes of the build before nor those of the build after it");
        }

        if (HasManifest)
        {
            CheckManifest(folder);
        }

        if (after.Hashes[Lock] != before.Hashes.GetValueOrDefault(Lock) && Hashes.GetValueOrDefault(Lock) == after.Hashes[Lock])
        {
            // The lock is written last: all that it speaks of is there.
            new VisibleFiles(Hashes.Where(h => after.Hashes.ContainsKey(h.Key)).ToImmutableSortedDictionary(StringComparer.Ordinal)).CheckEqual(after, answers);
        }
    }

    private static bool IsAnswers(string path) => path.StartsWith("responses/", StringComparison.Ordinal);

    // Whichever manifest lies there, its shards do.
    private void CheckManifest(string folder)
    {
        var manifest = ManifestFormat.Read(File.ReadAllBytes(Path.Combine(folder, Manifest)), Manifest).Value!;
        foreach (var file in manifest.Files)
        {
            Assert.Equal(file.Sha256.ToString(), Hashes.GetValueOrDefault($"out/shop/{file.Path}"));
        }
    }
}
