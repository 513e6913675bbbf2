namespace SynthTool.Seeds;

/// <summary>What a scan remembers for the next one, in one file that may be deleted at any time. Whatever is odd about the file, it counts as missing.</summary>
internal sealed class ScanCache : IDisposable
{
    /// <summary>Opens what <see cref="Save"/> wrote; null when there is nothing that can be used.</summary>
    /// <param name="absolute">The cache's file.</param>
    public static ScanCache? TryOpen(string absolute) => throw new NotImplementedException();

    /// <summary>Remembers a scan without errors; one with errors leaves the file as it is.</summary>
    public static void Save(string absolute, SeedSet seeds) => throw new NotImplementedException();

    public void Dispose() => throw new NotImplementedException();
}
