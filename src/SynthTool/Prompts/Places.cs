using Scriban.Parsing;
using SynthTool.Diagnostics;

namespace SynthTool.Prompts;

/// <summary>Scriban's positions, which count from 0, as places in files, which count from 1.</summary>
internal static class Places
{
    public static SourcePlace Of(string path, TextPosition position) =>
        position.Line < 0 ? new SourcePlace(path) : new SourcePlace(path, position.Line + 1, position.Column + 1);

    /// <param name="span">A span that Scriban gave.</param>
    /// <param name="otherwise">The file that is meant when the span names none.</param>
    public static SourcePlace Of(SourceSpan span, string otherwise) => Of(string.IsNullOrEmpty(span.FileName) ? otherwise : span.FileName, span.Start);
}
