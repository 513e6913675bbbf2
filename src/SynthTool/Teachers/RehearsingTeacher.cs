using SynthTool.Formats.Schemas;
using SynthTool.Store;

namespace SynthTool.Teachers;

/// <summary>Makes up what the store lacks, so that a pipeline can be tried for nothing. What it says follows from the request's key, and is never stored.</summary>
internal sealed class RehearsingTeacher(ITeacher inner, TeacherMeter meter) : ITeacher
{
    public async ValueTask<TeacherReply> AskAsync(TeacherRequest request, CancellationToken ct)
    {
        var reply = await inner.AskAsync(request, ct);
        if (reply is not TeacherReply.Missing { Request: var missing })
        {
            return reply;
        }

        meter.AnswerMadeUp(missing.Key);
        return TeacherReply.Recorded.One(missing, new Answer(MadeUp(missing)));
    }

    private static string MadeUp(TeacherRequest request) => request.Response is { } form
        ? SchemaSample.For(form.Schema, (int)(request.Key.A & int.MaxValue))
        : $"A rehearsed answer of step {request.Step}, sample {request.Sample}, {request.Key.Short()}.";
}
