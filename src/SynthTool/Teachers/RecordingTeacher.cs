using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using SynthTool.Files;

namespace SynthTool.Teachers;

/// <summary>
/// Records what the teacher says before anybody is told. It stands inside the merging of equal requests, so that there
/// is no moment in which an answer has arrived and an equal request finds it neither in flight nor in the store.
/// </summary>
internal sealed class RecordingTeacher(ITeacher inner, AnswerBook book) : ITeacher
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> unsettled = new(StringComparer.Ordinal);
    private volatile ExceptionDispatchInfo? failed;

    public async ValueTask<TeacherReply> AskAsync(TeacherRequest request, CancellationToken ct)
    {
        if (await book.FindAsync(request, ct) is { } meanwhile)
        {
            return TeacherReply.Recorded.One(request, meanwhile);
        }

        book.Want(request);

        // A teacher's place is taken until the answer is durable, not only while the call lasts: a killed process loses no more
        // answers than the teacher's concurrency, however slow the disk is.
        var places = unsettled.GetOrAdd(request.Teacher.Name.Value, static (_, most) => new SemaphoreSlim(most), request.Teacher.Limits.Concurrency);
        await places.WaitAsync(ct);
        try
        {
            failed?.Throw(); // nothing more is bought that could not be kept
            var reply = await inner.AskAsync(request, ct);
            return reply is TeacherReply.Recorded bought
                ? TeacherReply.Recorded.One(request, await book.RecordAsync(request, bought.Answer))
                : reply;
        }
        catch (FileFailure failure)
        {
            failed ??= ExceptionDispatchInfo.Capture(failure);
            throw;
        }
        finally
        {
            places.Release();
        }
    }
}
