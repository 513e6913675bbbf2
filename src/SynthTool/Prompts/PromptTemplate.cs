using System.Collections.Immutable;
using System.Text;
using Scriban.Syntax;
using SynthTool.Diagnostics;
using SynthTool.Expressions;
using SynthTool.Formats;

namespace SynthTool.Prompts;

/// <summary>A Scriban file that turns a row into chat messages, parsed once with everything that it includes. Safe for several threads.</summary>
internal sealed class PromptTemplate
{
    private readonly TemplateFile root;
    private readonly TemplateFiles files;
    private readonly ImmutableArray<TemplateFile> all;
    private readonly Func<SourcePlace, SourcePlace>? locate;

    private PromptTemplate(TemplateFile root, TemplateFiles files, ImmutableArray<TemplateFile> all, Func<SourcePlace, SourcePlace>? locate)
    {
        this.locate = locate;
        this.root = root;
        this.files = files;
        this.all = all;
    }

    /// <summary>The template's path in the repository, or the name of what a definition holds.</summary>
    public string Path => root.Path;

    /// <summary>The file that holds it.</summary>
    public string File => Located(new SourcePlace(Path), Path, locate).Path;

    /// <summary>All files that literal includes reach, sorted, as paths of the repository; without the template itself.</summary>
    public ImmutableArray<string> Includes => [.. all.Select(f => f.Path).Where(p => p != Path)];

    /// <summary>Whether some include's name is computed: then every template below the root template's folder counts as an input.</summary>
    public bool HasDynamicInclude => all.Any(f => f.Syntax.Includes.Any(i => i.Name is null));

    /// <summary>The static paths below root names that the template and its includes read.</summary>
    public ImmutableArray<NamePath> Names { get; private init; } = [];

    /// <param name="repoPath">The template's path in the repository.</param>
    /// <param name="text">Its text, with <c>\n</c> line ends.</param>
    /// <param name="readInclude">The text of a file by its path in the repository, with <c>\n</c> line ends; null when there is none.</param>
    /// <param name="rootFolder">The folder of the repository that includes may not leave: the root template's; empty for the repository itself.</param>
    /// <param name="locate">For a template that is written into another file: where a place of its text is; null for a file of its own.</param>
    public static Parsed<PromptTemplate> Parse(
        string repoPath, string text, Func<string, string?> readInclude, string rootFolder, Func<SourcePlace, SourcePlace>? locate = null)
    {
        var parsed = Read(repoPath, text, readInclude, rootFolder, locate);
        return new(parsed.Value, Located(parsed.Diagnostics, repoPath, locate));
    }

    private static Parsed<PromptTemplate> Read(
        string repoPath, string text, Func<string, string?> readInclude, string rootFolder, Func<SourcePlace, SourcePlace>? locate)
    {
        var found = ImmutableArray.CreateBuilder<Diagnostic>();
        if (string.IsNullOrWhiteSpace(text))
        {
            return new(null, [new Diagnostic(PromptDiagnostics.NoMessage, new SourcePlace(repoPath), "the template is empty")]);
        }

        var parsed = TemplateFile.Parse(repoPath, text);
        found.AddRange(parsed.Diagnostics);
        if (parsed.Value is not { } root)
        {
            return new(null, found.ToImmutable());
        }

        var files = new TemplateFiles(root, rootFolder, readInclude);
        var template = new PromptTemplate(root, files, files.ReadAll(root, found), locate);
        if (found.Any(d => d.IsError))
        {
            return new(null, found.ToImmutable());
        }

        var check = template.Run(Shape.Any);
        return check.Found.Count > 0
            ? new(null, [.. found, .. check.Found])
            : new(new PromptTemplate(root, files, template.all, locate) { Names = [.. check.Names.Select(n => n with { Place = Located(n.Place, repoPath, locate) })] }, found.ToImmutable());
    }

    /// <summary>Finds before anything is spent which names and fields nothing declares.</summary>
    /// <param name="names">An object shape with all root names; <see cref="Shape.Any"/> when nothing is known.</param>
    public ImmutableArray<Diagnostic> Check(Shape names) => Located([.. Run(names).Found], Path, locate);

    /// <exception cref="PromptFailure">The template cannot be rendered for this row.</exception>
    public RenderedPrompt Render(INames names) => Render(names, observe: false);

    /// <summary>Renders and also tells what the render used; slower.</summary>
    /// <exception cref="PromptFailure">The template cannot be rendered for this row.</exception>
    public RenderedPrompt RenderObserved(INames names) => Render(names, observe: true);

    private RenderedPrompt Render(INames names, bool observe)
    {
        var sandbox = Sandbox.Rent();
        try
        {
            var prompt = sandbox.Render(root, files, names, observe);
            sandbox.Return();
            return prompt;
        }
        catch (ScriptRuntimeException failure)
        {
            throw Failure(failure, sandbox);
        }
    }

    private PromptFailure Failure(ScriptRuntimeException failure, Sandbox sandbox)
    {
        var message = new StringBuilder(Quote.Bare(failure.OriginalMessage, 300));
        foreach (var include in sandbox.FailedIncludes)
        {
            message.Append(", included from ").Append(Located(Places.Of(include, Path), Path, locate));
        }

        return new PromptFailure(Located(Places.Of(failure.Span, Path), Path, locate), message.ToString());
    }

    private static ImmutableArray<Diagnostic> Located(ImmutableArray<Diagnostic> found, string path, Func<SourcePlace, SourcePlace>? locate) =>
        locate is null ? found : [.. found.Select(d => d.Place is { } place ? d with { Place = Located(place, path, locate) } : d)];

    private static SourcePlace Located(SourcePlace place, string path, Func<SourcePlace, SourcePlace>? locate) =>
        locate is not null && place.Path == path ? locate(place) : place;

    private TemplateCheck Run(Shape names)
    {
        var check = new TemplateCheck(names, all, HasDynamicInclude);
        check.Run();
        return check;
    }
}
