using System.Collections.Immutable;
using SynthTool.Store;

namespace SynthTool.Teachers;

/// <summary>
/// The store as a chain sees it: finds answers under today's and earlier keys, hides failures that are to be asked
/// again, and counts the distinct answers that are used.
/// </summary>
/// <param name="store">Where answers are.</param>
/// <param name="meter">Counts what is used and bought.</param>
/// <param name="epochs">The key functions, current first.</param>
/// <param name="retryQuarantined">Whether a recorded failure of content counts as missing, once in this run.</param>
internal sealed class AnswerBook(
    IResponseStore store, TeacherMeter meter, ImmutableArray<Func<TeacherRequest, ContentHash>> epochs, bool retryQuarantined)
{
    private readonly UsedKeys used = new();

    /// <summary>The recorded answer, or null when it must be bought.</summary>
    public async ValueTask<Answer?> FindAsync(TeacherRequest request, CancellationToken ct)
    {
        if (!store.TryGet(request.Key, out var answer))
        {
            answer = await FindEarlierAsync(request, ct);
        }

        if (answer is null || (retryQuarantined && answer.Failure is not null && !used.WasBought(request.Key)))
        {
            return null;
        }

        if (used.Add(request.Key))
        {
            meter.AnswerReused();
        }

        return answer;
    }

    /// <summary>Counts a request that is about to be bought.</summary>
    public void Want(TeacherRequest request) => meter.Want(request.Key);

    /// <summary>Records what was bought, whoever no longer waits for it, and gives what the store now holds: the first answer for a key stays.</summary>
    public async ValueTask<Answer> RecordAsync(TeacherRequest request, Answer answer)
    {
        var known = retryQuarantined && store.TryGet(request.Key, out var failed) && failed.Failure is not null;
        _ = used.Add(request.Key); // before it can be found, so that nobody takes it for an answer of an earlier run
        await store.PutAsync(request.Key, answer with { Replaces = known }, CancellationToken.None);
        if (used.AddBought(request.Key))
        {
            meter.AnswerBought();
        }

        return store.TryGet(request.Key, out var kept) ? kept : answer;
    }

    private async ValueTask<Answer?> FindEarlierAsync(TeacherRequest request, CancellationToken ct)
    {
        for (var i = 1; i < epochs.Length; i++)
        {
            if (store.TryGet(epochs[i](request), out var answer))
            {
                await store.PutAsync(request.Key, answer, ct);
                return answer;
            }
        }

        return null;
    }
}
