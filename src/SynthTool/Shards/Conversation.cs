using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Formats;
using SynthTool.Steps;

namespace SynthTool.Shards;

/// <summary>
/// The messages of a chat: perhaps one of the system, first; then user and assistant in turns, the assistant last; each
/// with a text. What a trainer would stumble over is found here.
/// </summary>
internal static class Conversation
{
    private const string System = "system";
    private const string User = "user";
    private const string Assistant = "assistant";

    /// <summary>Makes the messages of a row from a column's turns.</summary>
    public static bool TryBuild(ProjectedColumn column, Row row, out JsonElement messages, Findings findings)
    {
        var json = new ArrayBufferWriter<byte>(1024);
        var isUsable = true;
        json.Write("["u8);
        for (var i = 0; i < column.Turns.Length; i++)
        {
            var (role, evaluate) = column.Turns[i];
            var text = evaluate(row);
            isUsable &= CheckText(column, row, i, role, text, findings);
            json.Write(i == 0 ? "{\"content\":"u8 : ",{\"content\":"u8);
            json.Write(JsonMarshal.GetRawUtf8Value(text));
            json.Write(",\"role\":"u8);
            CanonicalJson.WriteString(role, json);
            json.Write("}"u8);
        }

        json.Write("]"u8);
        messages = isUsable ? JsonValue.Parse(json.WrittenMemory) : default;
        return isUsable && CheckRoles(column, row, [.. column.Turns.Select(t => t.Role)], findings);
    }

    /// <summary>What every conversation is.</summary>
    public static Formats.Shape Shape { get; } = Formats.Shape.ArrayOf(Formats.Shape.ObjectOf([new("content", Formats.Shape.String), new("role", Formats.Shape.String)]));

    /// <summary>Whether a value is a list of <c>{role, content}</c> that is a conversation.</summary>
    public static bool Check(ProjectedColumn column, Row row, JsonElement messages, Findings findings)
    {
        if (messages.ValueKind is not JsonValueKind.Array)
        {
            return Fail(column, row, "is no list", findings);
        }

        var roles = new List<string>();
        var isUsable = true;
        foreach (var message in messages.EnumerateArray())
        {
            if (RoleOf(message) is not { } role)
            {
                return Fail(column, row, FormattableString.Invariant($"has a message {roles.Count + 1} that is not {{role, content}}"), findings);
            }

            isUsable &= CheckText(column, row, roles.Count, role, message.GetProperty("content"), findings);
            roles.Add(role);
        }

        return isUsable && CheckRoles(column, row, roles, findings);
    }

    private static string? RoleOf(JsonElement message) =>
        message.ValueKind is JsonValueKind.Object
        && message.GetPropertyCount() == 2
        && message.TryGetProperty("content", out _)
        && message.TryGetProperty("role", out var role)
        && role.ValueKind is JsonValueKind.String ? role.GetString() : null;

    private static bool CheckText(ProjectedColumn column, Row row, int turn, string role, JsonElement text, Findings findings)
    {
        if (text.ValueKind is not JsonValueKind.String)
        {
            findings.Add(ShardsDiagnostics.TurnNotText, column.Place, Turn("holds no text", "only text can be a message"));
            return false;
        }

        if (!text.GetString().AsSpan().IsWhiteSpace())
        {
            return true;
        }

        findings.Add(ShardsDiagnostics.TurnEmpty, column.Place, Turn("is empty", ""), "drop such rows with a filter step, or with where: in the output");
        return false;

        string Turn(string what, string why) => FormattableString.Invariant(
            $"For row {Quoted.Text(row.Id)}: message {turn + 1} ({Quoted.Text(role)}) of column {Quoted.Text(column.Name)} {what}{(why.Length > 0 ? ": " : "")}{why}");
    }

    private static bool CheckRoles(ProjectedColumn column, Row row, List<string> roles, Findings findings)
    {
        for (var i = 0; i < roles.Count; i++)
        {
            if (roles[i] is not (User or Assistant) && !(i == 0 && roles[i] == System))
            {
                return Fail(column, row, FormattableString.Invariant($"has the role {Quoted.Text(roles[i])} in message {i + 1}, where {User} or {Assistant} is due"), findings);
            }

            if (i > 0 && roles[i] == roles[i - 1])
            {
                return Fail(column, row, FormattableString.Invariant($"has two messages of the {roles[i]} in a row, {i} and {i + 1}"), findings);
            }
        }

        return (roles.Count > 0 && roles[^1] == Assistant) || Fail(column, row, $"does not end with a message of the {Assistant}", findings);
    }

    private static bool Fail(ProjectedColumn column, Row row, string what, Findings findings)
    {
        findings.Add(ShardsDiagnostics.NoConversation, column.Place, $"For row {Quoted.Text(row.Id)}: column {Quoted.Text(column.Name)} {what}");
        return false;
    }
}
