using SynthTool.Formats.Yaml;

namespace SynthTool.Definition;

/// <summary>Reads <c>prompt:</c>: a template's path, its text, or its messages by role.</summary>
internal static class PromptReader
{
    private const string What = "\"prompt\"";

    /// <param name="owner">The step's name.</param>
    public static DefinitionPart? Read(DefinitionScope scope, YamlNode node, string owner) => node switch
    {
        YamlMapping => OfRoles(scope, node, owner),
        YamlScalar { IsText: true } text when IsTemplate(text) => OfText(scope, text, owner),
        _ => scope.FilePart(node, What),
    };

    /// <summary>No path has a line break or <c>{{</c> in it.</summary>
    private static bool IsTemplate(YamlScalar scalar) =>
        scalar.Style is YamlScalarStyle.Block || scalar.Text.Contains('\n', StringComparison.Ordinal) || scalar.Text.Contains("{{", StringComparison.Ordinal);

    private static DefinitionPart OfText(DefinitionScope scope, YamlScalar text, string owner)
    {
        if (string.IsNullOrWhiteSpace(text.Text))
        {
            scope.Refuse(text.Place, What, "has no text");
        }

        return scope.InlinePart($"{owner}.prompt", text.TextPlace, scope.NewText().Add(text).ToText(text.TextPlace));
    }

    private static DefinitionPart? OfRoles(DefinitionScope scope, YamlNode node, string owner)
    {
        if (Section.Open(scope, node, What, KnownKeys.Prompt) is not { } section)
        {
            return null;
        }

        var (entries, text) = (((YamlMapping)node).Entries, scope.NewText());
        if (entries.IsEmpty)
        {
            scope.Refuse(node.Place, What, "has no message", "write user: and the text");
        }

        foreach (var entry in entries.Where(e => KnownKeys.Prompt.Find(e.Name) is not null))
        {
            if (scope.Text(entry.Value, $"\"{entry.Name}\"") is { } message && string.IsNullOrWhiteSpace(message.Value))
            {
                scope.Refuse(entry.Value.Place, $"\"{entry.Name}\"", "has no text");
            }

            if (entry.Value is YamlScalar { IsText: true } scalar)
            {
                text.Add($"{entry.Name}:\n", entry.Place).Add(scalar).Add("\n", entry.Place);
            }
        }

        return scope.InlinePart($"{owner}.prompt", section.Place, text.ToText(section.Place));
    }
}
