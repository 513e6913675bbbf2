using System.Text.Json;
using Microsoft.Extensions.AI;
using SynthTool.Store;

namespace SynthTool.Teachers;

/// <summary>A request in the words of Microsoft.Extensions.AI, and its reply in ours.</summary>
internal static class ChatCall
{
    public static IEnumerable<ChatMessage> Messages(TeacherRequest request, StructuredMode mode)
    {
        var messages = request.Response is { } form ? StructuredModes.Messages(StructuredModes.For(mode, form), form, request.Messages) : request.Messages;
        return messages.Select(m => new ChatMessage(new ChatRole(m.Role), m.Text));
    }

    /// <exception cref="TeacherFailure">An extra option is one that the tool sets itself.</exception>
    public static ChatOptions Options(TeacherRequest request, StructuredMode mode)
    {
        var set = request.Options;
        return new ChatOptions
        {
            Temperature = (float?)set.Temperature,
            TopP = (float?)set.TopP,
            MaxOutputTokens = set.MaxOutputTokens,
            FrequencyPenalty = (float?)set.FrequencyPenalty,
            PresencePenalty = (float?)set.PresencePenalty,
            Seed = set.Seed + request.Sample, // siblings with one seed would be one answer, paid several times
            StopSequences = set.Stop.IsDefaultOrEmpty ? null : [.. set.Stop],
            ResponseFormat = request.Response is { } form ? StructuredModes.Format(StructuredModes.For(mode, form), form) : null,
            AdditionalProperties = Extra(request),
        };
    }

    public static Answer Answer(TeacherRequest request, ChatResponse response)
    {
        var contents = response.Messages.SelectMany(m => m.Contents).ToList();
        var refusal = contents.OfType<ErrorContent>().FirstOrDefault();
        var reasoning = string.Concat(contents.OfType<TextReasoningContent>().Select(c => c.Text));
        var answer = new Answer(refusal?.Message ?? response.Text, response.FinishReason?.Value ?? "stop")
        {
            Usage = response.Usage is { } usage ? new TokenUsage(usage.InputTokenCount ?? 0, usage.OutputTokenCount ?? 0) : null,
            Reasoning = reasoning.Length > 0 ? reasoning : null,
            ToolCalls = response.Messages.Select(m => m.AdditionalProperties?[OpenAiReply.ToolCalls] as string).FirstOrDefault(c => c is not null),
        };
        var failure = refusal is not null ? ContentFailure.Refusal : ContentFailure.Of(request, answer);
        return failure is null ? answer : answer with { Failure = new AnswerFailure(failure) };
    }

    private static AdditionalPropertiesDictionary Extra(TeacherRequest request)
    {
        var members = new AdditionalPropertiesDictionary { [OpenAiCompatibleClient.RequestId] = request.Key.ToString() };
        if (request.Options.Extra is { ValueKind: JsonValueKind.Object } extra)
        {
            foreach (var member in extra.EnumerateObject())
            {
                members[member.Name] = OpenAiRequest.Reserved.Contains(member.Name) ? throw TeacherDiagnostics.Reserved(request.Teacher, member.Name) : member.Value;
            }
        }

        return members;
    }
}
