using SynthTool.Diagnostics;

namespace SynthTool.Files;

/// <summary>Why a file could not be read: a user's mistake, to be reported where the file is named or in the file itself.</summary>
/// <param name="Kind">Which mistake.</param>
/// <param name="What">Follows the path in the sentence: "was not found".</param>
/// <param name="Line">From 1, in the file; 0 when the whole file is meant.</param>
internal sealed record FileProblem(DiagnosticKind Kind, string What, int Line = 0)
{
    /// <param name="repoPath">The file, relative to the repository's root.</param>
    /// <param name="namedAt">Where the file is named; the file itself when null.</param>
    public Diagnostic Explain(string repoPath, SourcePlace? namedAt = null) =>
        new(Kind, namedAt ?? new SourcePlace(repoPath, Line), $"{Quoted.Path(repoPath)} {What}");
}
