using System.Collections.Immutable;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Formats.Yaml;

namespace SynthTool.Definition;

/// <summary>Reads the turns of a chat, <c>[{ user: expression }, { assistant: expression }]</c>, and checks their order.</summary>
internal static class ChatReader
{
    private const string Form = "write messages: [{ user: … }, { assistant: … }]";

    private static readonly ImmutableArray<string> Roles = ["system", "user", "assistant"];

    public static ImmutableArray<ChatTurn> Read(DefinitionScope scope, YamlNode node)
    {
        if (node is YamlScalar { IsNull: false })
        {
            scope.NotBuilt(node.Place, "an expression as \"messages\"", "turns that a row already has", Form);
            return [];
        }

        if (node is not YamlSequence list)
        {
            scope.WrongForm(node, "\"messages\"", "a list of turns");
            return [];
        }

        var turns = list.Items.Select(item => Turn(scope, item)).ToArray();
        if (turns.Length == 0)
        {
            Malformed(scope, list.Place, "a chat has no turn");
        }
        else if (turns.All(t => t is not null))
        {
            CheckOrder(scope, [.. turns.Select(t => t!.Value.Role)]);
        }

        return [.. turns.Select(t => t?.Turn).OfType<ChatTurn>()];
    }

    private static (YamlScalar Role, ChatTurn? Turn)? Turn(DefinitionScope scope, YamlNode node)
    {
        if (node is not YamlMapping { Entries: [var turn] })
        {
            if (node is not YamlRefused)
            {
                Malformed(scope, node.Place, "a turn must be one role and its text");
            }

            return null;
        }

        var text = scope.Expression(turn.Value, Quoted.Text(turn.Name));
        if (!Roles.Contains(turn.Name))
        {
            scope.Findings.Add(DefinitionDiagnostics.ChatMalformed, turn.Place, $"{Quoted.Text(turn.Name)} is no role", Suggestion.Hint(turn.Name, Roles));
            return null;
        }

        return (turn.Key, text is null ? null : new ChatTurn(turn.Name, text));
    }

    /// <summary>A system turn comes first or not at all; then user and assistant take turns, and the assistant has the last word.</summary>
    private static void CheckOrder(DefinitionScope scope, ImmutableArray<YamlScalar> roles)
    {
        var expected = "user";
        for (var i = 0; i < roles.Length; i++)
        {
            var role = roles[i].Text;
            if (role == "system" && i == 0)
            {
                continue;
            }

            if (role != expected)
            {
                Malformed(scope, roles[i].Place, role == "system" ? "a system turn must be the first" : $"a turn of the {role} stands where one of the {expected} belongs");
                return;
            }

            expected = role == "user" ? "assistant" : "user";
        }

        if (roles[^1].Text != "assistant")
        {
            Malformed(scope, roles[^1].Place, "the last turn must be the assistant's");
        }
    }

    private static void Malformed(DefinitionScope scope, SourcePlace place, string message) =>
        scope.Findings.Add(DefinitionDiagnostics.ChatMalformed, place, message, Form);
}
