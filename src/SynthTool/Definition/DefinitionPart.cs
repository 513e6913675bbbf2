using SynthTool.Diagnostics;

namespace SynthTool.Definition;

/// <summary>A template or schema that a definition names by its path, or holds itself.</summary>
/// <param name="Path">
/// The file's repository path; for what the definition holds, the definition's own path with <c>#</c> and whose it is behind
/// it, such as <c>data/d.synth.yaml#answer.prompt</c>. No file is named so.
/// </param>
/// <param name="Place">Where the definition names or holds it.</param>
/// <param name="Inline">What the definition holds; null for a file.</param>
internal sealed record DefinitionPart(string Path, SourcePlace Place, InlineText? Inline = null)
{
    /// <summary>The file that holds it.</summary>
    public string File => Inline is null ? Path : Place.Path;
}
