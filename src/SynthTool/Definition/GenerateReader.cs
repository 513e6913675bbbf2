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
        var (nothing, noPrompt) = (new Located<string>("", step.Place), new DefinitionPart("", step.Place));
        var name = names.Result(section.Find("generate")!, "generate");
        return new GenerateDefinition(name, step.Place)
        {
            Teacher = section.Require("teacher") is { } teacher ? Teacher(scope, teacher, teachers) ?? nothing : nothing,
            Prompt = section.Require("prompt") is { } prompt ? PromptReader.Read(scope, prompt, name) ?? noPrompt : noPrompt,
            Response = section.Find("response") is { } response ? SchemaReader.OfResponse(scope, response, name) : null,
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
}
