namespace SynthTool.Build;

/// <summary>Ends a build early; the findings say why. What was bought is kept, and shards, manifest and lock stay as they were.</summary>
internal class BuildStop(ExitCode code) : Exception
{
    public ExitCode Code { get; } = code;
}
