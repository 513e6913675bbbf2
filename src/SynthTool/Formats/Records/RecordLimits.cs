namespace SynthTool.Formats.Records;

/// <summary>Bounds of what is read as a record.</summary>
internal static class RecordLimits
{
    /// <summary>The largest record, in bytes as they lie in the file: 16 MiB.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    /// <summary>How deep a record's values may nest.</summary>
    public const int MaxDepth = JsonLimits.Depth;

    /// <summary>After so many broken records the rest of a file is not looked at: it is probably something else.</summary>
    public const int MaxBroken = 1000;
}
