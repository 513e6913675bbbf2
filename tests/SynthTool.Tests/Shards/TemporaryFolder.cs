namespace SynthTool.Tests.Shards;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Directory.CreateDirectory(Absolute);

    public string Absolute { get; } = Path.Join(Path.GetTempPath(), $"synth-{Guid.NewGuid():n}");

    public string this[string path] => Path.Join(Absolute, path);

    public string[] Files() =>
        [.. Directory.EnumerateFiles(Absolute, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Absolute, f).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(Absolute, recursive: true);
}
