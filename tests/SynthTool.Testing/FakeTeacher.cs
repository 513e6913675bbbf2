using System.Collections.Concurrent;
using System.Text.Json;
using SynthTool.Store;
using SynthTool.Teachers;

namespace SynthTool.Testing;

/// <summary>A whole chain that is only a function. Its answers count as they are: nothing is validated, repaired or stored.</summary>
/// <param name="answer">The text for a request, JSON where it has a schema; null: the answer is missing. Default: a sentence that follows from the request's key.</param>
internal sealed class FakeTeacher(Func<TeacherRequest, string?>? answer = null) : ITeacher
{
    private readonly ConcurrentQueue<TeacherRequest> asked = [];

    /// <summary>The requests in the order in which they came.</summary>
    public IReadOnlyList<TeacherRequest> AskedFor => [.. asked];

    public ValueTask<TeacherReply> AskAsync(TeacherRequest request, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        asked.Enqueue(request);
        var text = answer is null ? $"answer {request.Key.Short()}" : answer(request);
        return new(text is null ? new TeacherReply.Missing(request) : Recorded(request, text));
    }

    private static TeacherReply.Recorded Recorded(TeacherRequest request, string text) => new(
        [new RecordedTurn(request, new Answer(text) { Usage = new TokenUsage(10, 5) })],
        request.Response is null ? JsonSerializer.SerializeToElement(text) : JsonElement.Parse(text));
}
