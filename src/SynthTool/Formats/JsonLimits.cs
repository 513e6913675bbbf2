namespace SynthTool.Formats;

/// <summary>Bounds of JSON that we read.</summary>
internal static class JsonLimits
{
    /// <summary>How deep values may nest.</summary>
    public const int Depth = 64;
}
