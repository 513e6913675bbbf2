using System.Collections.Concurrent;
using System.Collections.Immutable;
using SynthTool.Diagnostics;
using SynthTool.Expressions;

namespace SynthTool.Prompts;

/// <summary>A root template's files: those that its includes name, read once, and those that computed names lead to, read when they do. Safe for several threads.</summary>
internal sealed class TemplateFiles
{
    private readonly Func<string, string?> read;
    private readonly string rootFolder;
    private readonly ConcurrentDictionary<string, Parsed<TemplateFile>> byPath = new(StringComparer.Ordinal);

    public TemplateFiles(TemplateFile root, string rootFolder, Func<string, string?> read)
    {
        this.read = read;
        this.rootFolder = rootFolder;
        byPath[root.Path] = new(root, []);
    }

    /// <summary>Reads everything that literal includes reach.</summary>
    /// <returns>The files in the order of their paths, the root among them.</returns>
    public ImmutableArray<TemplateFile> ReadAll(TemplateFile root, ImmutableArray<Diagnostic>.Builder found)
    {
        var reached = new SortedDictionary<string, TemplateFile>(StringComparer.Ordinal) { [root.Path] = root };
        var open = new Queue<TemplateFile>([root]);
        while (open.TryDequeue(out var file))
        {
            foreach (var include in file.Syntax.Includes)
            {
                if (include.Name is not null && Follow(include, reached, found) is { } next)
                {
                    reached.Add(next.Path, next);
                    open.Enqueue(next);
                }
            }

            if (reached.Count > PromptLimits.Files)
            {
                found.Add(new Diagnostic(PromptDiagnostics.TooLarge, new SourcePlace(root.Path), FormattableString.Invariant($"the template includes more than {PromptLimits.Files} files")));
                break;
            }
        }

        return [.. reached.Values];
    }

    /// <summary>A file that an include names while a prompt is rendered.</summary>
    public TemplateFile? Find(string name, out string problem)
    {
        var path = IncludePath.Resolve(name, rootFolder);
        var parsed = path is null ? null : Get(path);
        problem = parsed switch
        {
            _ when path is null => Outside(name),
            null => Missing(name, path),
            { HasErrors: true } => $"the included file {Quote.Of(path)} has an error: {parsed.Diagnostics[0].Place} {parsed.Diagnostics[0].Message}",
            _ => "",
        };
        return problem.Length == 0 ? parsed!.Value : null;
    }

    private TemplateFile? Follow(Include include, SortedDictionary<string, TemplateFile> reached, ImmutableArray<Diagnostic>.Builder found)
    {
        var path = IncludePath.Resolve(include.Name!, rootFolder);
        if (path is null)
        {
            found.Add(new Diagnostic(PromptDiagnostics.IncludeOutside, include.Place, Outside(include.Name!), "write a path from the root template's folder, without .."));
            return null;
        }

        if (reached.ContainsKey(path))
        {
            return null;
        }

        var isNew = !byPath.ContainsKey(path);
        if (Get(path) is not { } parsed)
        {
            found.Add(new Diagnostic(PromptDiagnostics.IncludeMissing, include.Place, Missing(include.Name!, path), "includes are looked for below the root template's folder"));
            return null;
        }

        if (isNew)
        {
            found.AddRange(parsed.Diagnostics);
        }

        return parsed.Value;
    }

    private Parsed<TemplateFile>? Get(string path)
    {
        if (byPath.TryGetValue(path, out var known))
        {
            return known;
        }

        return read(path) is { } text && byPath.Count <= PromptLimits.Files
            ? byPath.GetOrAdd(path, TemplateFile.Parse(path, text))
            : null;
    }

    private static string Outside(string name) => $"an include cannot lead to {Quote.Of(name)}: it stays below the root template's folder";

    private static string Missing(string name, string? path) => $"there is no file {Quote.Of(path ?? name)} to include";
}
