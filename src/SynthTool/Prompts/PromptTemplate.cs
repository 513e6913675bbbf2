using System.Collections.Immutable;
using SynthTool.Diagnostics;
using SynthTool.Expressions;
using SynthTool.Formats;

namespace SynthTool.Prompts;

/// <summary>A Scriban file that turns a row into chat messages, parsed once with everything that it includes.</summary>
internal sealed class PromptTemplate
{
    private PromptTemplate(string path) => Path = path;

    /// <summary>The template's path in the repository.</summary>
    public string Path { get; }

    /// <summary>All files that literal includes reach, sorted, as paths of the repository; without the template itself.</summary>
    public ImmutableArray<string> Includes { get; private init; } = [];

    /// <summary>Whether some include's name is computed: then every template below the root template's folder counts as an input.</summary>
    public bool HasDynamicInclude { get; private init; }

    public ImmutableArray<NamePath> Names { get; private init; } = [];

    /// <param name="repoPath">The template's path in the repository.</param>
    /// <param name="text">Its text, with <c>\n</c> line ends.</param>
    /// <param name="readInclude">The text of a file by its path in the repository; null when there is none.</param>
    /// <param name="rootFolder">The folder of the repository that includes may not leave: the root template's.</param>
    public static Parsed<PromptTemplate> Parse(string repoPath, string text, Func<string, string?> readInclude, string rootFolder) =>
        new(new PromptTemplate(repoPath), []);

    public ImmutableArray<Diagnostic> Check(Shape names) => throw new NotSupportedException(Path);

    /// <exception cref="PromptFailure">The template cannot be rendered for this row.</exception>
    public RenderedPrompt Render(INames names) => throw new NotSupportedException(Path);

    /// <summary>Renders and also tells what the render used; slower.</summary>
    /// <exception cref="PromptFailure">The template cannot be rendered for this row.</exception>
    public RenderedPrompt RenderObserved(INames names) => throw new NotSupportedException(Path);
}
