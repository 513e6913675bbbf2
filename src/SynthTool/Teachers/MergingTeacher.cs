using System.Collections.Concurrent;
using SynthTool.Store;

namespace SynthTool.Teachers;

/// <summary>Lets equal requests that are in flight at the same time share one call.</summary>
internal sealed class MergingTeacher(ITeacher inner) : ITeacher
{
    private readonly ConcurrentDictionary<ContentHash, TaskCompletionSource<TeacherReply?>> calls = new();

    public async ValueTask<TeacherReply> AskAsync(TeacherRequest request, CancellationToken ct)
    {
        while (true)
        {
            var own = new TaskCompletionSource<TeacherReply?>(TaskCreationOptions.RunContinuationsAsynchronously);
            var call = calls.GetOrAdd(request.Key, own);
            if (ReferenceEquals(call, own))
            {
                return await LeadAsync(request, own, ct);
            }

            if (await call.Task.WaitAsync(ct) is { } reply)
            {
                return reply;
            }

            // Whoever made the call was cancelled, and this request was not: it makes its own.
        }
    }

    // Not WaitAsync: an answer that has arrived must be recorded before a cancelled build goes away.
    private async Task<TeacherReply> LeadAsync(TeacherRequest request, TaskCompletionSource<TeacherReply?> call, CancellationToken ct)
    {
        try
        {
            var reply = await inner.AskAsync(request, ct);
            Leave(request);
            call.SetResult(reply);
            return reply;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            Leave(request);
            call.SetResult(null);
            throw;
        }
        catch (Exception error) // whatever it is, it goes to everybody who shares the call
        {
            Leave(request);
            call.SetException(error);
            _ = call.Task.Exception; // seen: there may be nobody who shares it
            throw;
        }
    }

    private void Leave(TeacherRequest request) => calls.TryRemove(request.Key, out _);
}
