using System.Collections.Immutable;
using System.Text;
using SynthTool.Diagnostics;
using SynthTool.Files;

namespace SynthTool.Formats.Taxonomy;

/// <summary>The documents of a leaf: those that lie beside it and match its patterns. Nothing is fetched.</summary>
internal static class TaxonomyDocuments
{
    /// <summary>The documents of one leaf, in UTF-16 units: each example carries them.</summary>
    public const int MaxLength = 4 * 1024 * 1024;

    private const int MaxBytes = MaxLength * 3;

    /// <summary>Their texts in the order of their paths, with a blank line between; null when none lies here.</summary>
    /// <param name="repoPath">The leaf.</param>
    /// <param name="place">What lies beside it.</param>
    /// <param name="patterns">Which of it are documents.</param>
    /// <param name="findings">Take what cannot be used.</param>
    /// <exception cref="FileFailure">The disk failed.</exception>
    public static string? Read(string repoPath, TaxonomyPlace place, ImmutableArray<Located<string>> patterns, Findings findings)
    {
        var folder = repoPath[..(repoPath.LastIndexOf('/') + 1)];
        var texts = new StringBuilder();
        foreach (var file in place.Beside)
        {
            if (patterns.FirstOrDefault(p => Glob.Matches(folder + Plain(p.Value), file.RepoPath)) is not { } pattern)
            {
                continue;
            }

            if (TextOf(file, pattern, findings) is not { } text)
            {
                return null;
            }

            texts.Append(texts.Length > 0 ? "\n\n" : "").Append(text);
            if (texts.Length > MaxLength)
            {
                findings.Add(TaxonomyDiagnostics.DocumentUnusable, pattern.Place, FormattableString.Invariant($"The leaf's documents have more than {MaxLength:N0} characters"), "narrow \"patterns\", or divide the leaf");
                return null;
            }
        }

        return texts.Length == 0 ? null : texts.ToString();
    }

    private static string? TextOf(BesideFile file, Located<string> pattern, Findings findings)
    {
        var content = FileContent.ReadText(file.AbsolutePath, MaxBytes);
        if (content.Problem is not null || content.Text.Contains('\0', StringComparison.Ordinal))
        {
            findings.Add(TaxonomyDiagnostics.DocumentUnusable, pattern.Place, $"The document {Quoted.Path(file.RepoPath)} {content.Problem?.What ?? "has a NUL byte, and is probably no text"}", "put the document's text as .md or .txt in its place");
            return null;
        }

        return content.Text.TrimEnd();
    }

    private static string Plain(string pattern) => pattern.StartsWith("./", StringComparison.Ordinal) ? pattern[2..] : pattern;
}
