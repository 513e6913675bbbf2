using SynthTool.Definition;
using SynthTool.Files;

namespace SynthTool.Seeds;

/// <summary>Reads every record of the sources once: checks it, names it, and cuts the sequence into partitions.</summary>
internal static class SeedScan
{
    /// <exception cref="FileFailure">The disk failed while reading.</exception>
    public static SeedSet Run(RepositoryRoot root, IReadOnlyList<SourceDefinition> sources, SeedScanOptions options, CancellationToken ct = default) =>
        throw new NotImplementedException();
}
