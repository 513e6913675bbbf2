using System.Collections.Concurrent;
using SynthTool.Store;

namespace SynthTool.Teachers;

/// <summary>Keeps each teacher's calls within its declared limits, whatever steps they come from.</summary>
internal sealed class PacedTeacher(ITeacher inner, TimeProvider time) : ITeacher, IDisposable
{
    private readonly ConcurrentDictionary<string, Pace> paces = new(StringComparer.Ordinal);

    public async ValueTask<TeacherReply> AskAsync(TeacherRequest request, CancellationToken ct)
    {
        var pace = paces.GetOrAdd(request.Teacher.Name.Value, static (_, to) => new Pace(to.Limits, to.Time), (request.Teacher.Limits, Time: time));
        var expected = ExpectedTokens(request);
        await pace.EnterAsync(expected, ct);
        try
        {
            var reply = await inner.AskAsync(request, ct);
            pace.Settle(expected, (reply as TeacherReply.Recorded)?.Answer.Usage);
            return reply;
        }
        catch (TransportFault fault)
        {
            pace.Settle(expected, new TokenUsage(0, 0));
            pace.Hold(fault.RetryAfter);
            throw;
        }
        finally
        {
            pace.Leave();
        }
    }

    public void Dispose()
    {
        foreach (var pace in paces.Values)
        {
            pace.Dispose();
        }
    }

    // A token is about four characters; what the server then counts corrects it.
    private static long ExpectedTokens(TeacherRequest request) =>
        request.Messages.Sum(m => (long)m.Text.Length / 4) + (request.Options.MaxOutputTokens ?? 0);
}
