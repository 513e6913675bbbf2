using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Formats.Yaml;

namespace SynthTool.Definition;

/// <summary>Reads a step <c>generate</c>.</summary>
internal static class GenerateReader
{
    private const int MostSamples = 1000;

    /// <param name="teachers">The names that <c>teacher:</c> may use; null when the teachers could not be read.</param>
    public static GenerateDefinition Read(DefinitionScope scope, YamlMapping step, IReadOnlyCollection<string>? teachers, StepNames names)
    {
        var section = Section.Open(scope, step, "a step", KnownKeys.Generate)!;
        var nothing = new Located<string>("", step.Place);
        return new GenerateDefinition(names.Result(section.Find("generate")!, "generate"), step.Place)
        {
            Teacher = section.Require("teacher") is { } teacher ? Teacher(scope, teacher, teachers) ?? nothing : nothing,
            Prompt = section.Require("prompt") is { } prompt ? Prompt(scope, prompt) ?? nothing : nothing,
            Response = section.Find("response") is { } response ? Response(scope, response) : null,
            Samples = section.Whole("samples", 1, MostSamples) ?? 1,
            Options = section.Open("options", KnownKeys.Options) is { } options ? OptionsReader.Read(scope, options) : ModelOptions.None,
        };
    }

    private static Located<string>? Teacher(DefinitionScope scope, YamlNode node, IReadOnlyCollection<string>? teachers)
    {
        if (node is YamlSequence)
        {
            scope.NotBuilt(node.Place, "a list as \"teacher\"", "asks several teachers", "write one");
            return null;
        }

        var name = scope.Line(node, "\"teacher\"");
        if (name is not null && teachers is not null && !teachers.Contains(name.Value))
        {
            var hint = teachers.Count == 0 ? "declare it under \"teachers\"" : Suggestion.Hint(name.Value, teachers);
            scope.Findings.Add(DefinitionDiagnostics.UnknownName, name.Place, $"no teacher is called {Quoted.Text(name.Value)}", hint);
        }

        return name;
    }

    private static Located<string>? Prompt(DefinitionScope scope, YamlNode node)
    {
        if (node is YamlMapping or YamlScalar { Style: YamlScalarStyle.Block })
        {
            scope.NotBuilt(node.Place, "a prompt written into \"prompt\"", "roles as keys", "put it into a file, with lines system: and user:, and write its path");
            return null;
        }

        return scope.Path(node, "\"prompt\"");
    }

    private static Located<string>? Response(DefinitionScope scope, YamlNode node)
    {
        if (node is YamlMapping or YamlSequence or YamlScalar { IsText: true } && IsShort((node as YamlScalar)?.Text))
        {
            scope.NotBuilt(node.Place, "a schema written into \"response\"", "a short form of a JSON Schema", "write the path of a JSON Schema file");
            return null;
        }

        return scope.Path(node, "\"response\"");
    }

    private static bool IsShort(string? text) =>
        text is null or "string" or "number" or "integer" or "boolean" || text.Contains(" | ", StringComparison.Ordinal);
}
