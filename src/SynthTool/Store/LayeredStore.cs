using System.Collections.Concurrent;

namespace SynthTool.Store;

/// <summary>Layers as one store: asked in order, and what is new goes to the local one.</summary>
/// <param name="earlier">Asked before the local layer, in this order; nothing is added to them.</param>
/// <param name="local">Takes what is new.</param>
/// <param name="retryQuarantined">Whether a recorded failure counts as missing, until it has been asked again once.</param>
internal sealed class LayeredStore(IReadOnlyList<IResponses> earlier, IResponseStore local, bool retryQuarantined = false) : IResponseStore
{
    private readonly ConcurrentDictionary<ContentHash, bool> askedAgain = new();

    public bool TryGet(in ContentHash key, out Answer answer) =>
        TryFind(key, out answer) && !(retryQuarantined && answer.Failure is not null && !askedAgain.ContainsKey(key));

    public bool Contains(in ContentHash key)
    {
        if (retryQuarantined)
        {
            return TryGet(key, out _);
        }

        foreach (var layer in earlier)
        {
            if (layer.Contains(key))
            {
                return true;
            }
        }

        return local.Contains(key);
    }

    public async ValueTask PutAsync(ContentHash key, Answer answer, CancellationToken ct)
    {
        if (!TryFind(key, out var known))
        {
            await local.PutAsync(key, answer, ct);
        }
        else if ((retryQuarantined || answer.Replaces) && known.Failure is not null)
        {
            await local.PutAsync(key, answer with { Replaces = true }, ct);
        }

        if (retryQuarantined)
        {
            askedAgain[key] = true;
        }
    }

    private bool TryFind(in ContentHash key, out Answer answer)
    {
        foreach (var layer in earlier)
        {
            if (layer.TryGet(key, out answer))
            {
                // What was bought to replace a failure counts wherever the failure lies.
                if (answer.Failure is not null && local.TryGet(key, out var later) && later.Replaces)
                {
                    answer = later;
                }

                return true;
            }
        }

        return local.TryGet(key, out answer);
    }
}
