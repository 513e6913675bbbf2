using SynthTool.Diagnostics;

namespace SynthTool.Seeds;

/// <summary>A file of seeds was changed between the scan and the reading of a partition. The build reports its diagnostic.</summary>
internal sealed class SeedsChanged(Diagnostic found) : Exception(found.Message)
{
    public Diagnostic Found { get; } = found;
}
