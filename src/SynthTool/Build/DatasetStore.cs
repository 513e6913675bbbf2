namespace SynthTool.Build;

/// <summary>Opens the layers of answers that a dataset asks.</summary>
internal static class DatasetStore
{
}
