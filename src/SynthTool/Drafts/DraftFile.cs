namespace SynthTool.Drafts;

/// <summary>A file of a new dataset.</summary>
/// <param name="Path">Relative to the dataset's folder, with <c>/</c>.</param>
/// <param name="Bytes">What it holds; null for a copy.</param>
/// <param name="CopyOf">The full path of the file to copy; null for a text of our own.</param>
internal sealed record DraftFile(string Path, byte[]? Bytes, string? CopyOf = null);
