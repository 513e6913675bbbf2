using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using SynthTool.Files;
using SynthTool.Formats;

namespace SynthTool.Teachers;

/// <summary>
/// Reads the value out of an answer, and asks for repairs where it does not fit its schema. Each repair is a request
/// of its own, so that a repaired chain replays from the store without a call.
/// </summary>
internal sealed class StructuredTeacher(ITeacher inner) : ITeacher
{
    public async ValueTask<TeacherReply> AskAsync(TeacherRequest request, CancellationToken ct)
    {
        var turns = ImmutableArray<RecordedTurn>.Empty;
        while (true)
        {
            var reply = await inner.AskAsync(request, ct);
            if (reply is not TeacherReply.Recorded { Answer: var answer })
            {
                return reply;
            }

            turns = turns.Add(new RecordedTurn(request, answer));
            var read = answer.Failure is null ? Read(request, answer.Text) : null;
            if (read is { Value: not null })
            {
                return new TeacherReply.Recorded(turns, read.Value);
            }

            if (read is null || request.RepairCount == Repair.Most)
            {
                return Quarantined(turns, answer.Failure?.Reason ?? ContentFailure.Invalid);
            }

            request = Repair.After(request, answer.Text, read.Problems);
        }
    }

    private static StructuredAnswer Read(TeacherRequest request, string text) =>
        request.Response is { } form ? StructuredAnswer.Read(text, form) : new StructuredAnswer(TextValue(text), []);

    private static TeacherReply.Recorded Quarantined(ImmutableArray<RecordedTurn> turns, string reason)
    {
        var (request, answer) = turns[^1];
        var problem = reason == ContentFailure.Invalid && request.Response is { } form ? StructuredAnswer.Read(answer.Text, form).Problems : [];
        return new TeacherReply.Recorded(turns, null)
        {
            Reason = reason,
            Because = problem.Count > 0 ? problem[0] : answer.Text.Length > 0 ? Quoted.Text(answer.Text) : null,
        };
    }

    private static JsonElement TextValue(string text)
    {
        var json = new ArrayBufferWriter<byte>(text.Length + 16);
        CanonicalJson.WriteString(text, json);
        return JsonElement.Parse(json.WrittenSpan);
    }
}
