namespace SynthTool.Files;

/// <summary>A whole text file, or the reason why not.</summary>
/// <param name="Text">Without byte order mark, with <c>\n</c> line ends; empty when there is a problem.</param>
/// <param name="Stamp">Taken before reading; null when the file is missing.</param>
/// <param name="Problem">Null when the text is the file's.</param>
internal sealed record TextContent(string Text, FileStamp? Stamp, FileProblem? Problem = null);
