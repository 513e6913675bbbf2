using SynthTool.Diagnostics;

namespace SynthTool.Definition;

/// <summary>Text that a definition holds where it could name a file.</summary>
/// <param name="Text">As the file would hold it, with <c>\n</c> line ends.</param>
/// <param name="Locate">Where in the definition a place of the text is; a place without a line is the text as a whole.</param>
internal sealed record InlineText(string Text, Func<SourcePlace, SourcePlace> Locate);
