using System.Diagnostics.CodeAnalysis;

namespace SynthTool.Store;

/// <summary>Where answers are kept. Safe for several threads.</summary>
internal interface IResponseStore
{
    bool TryGet(in ContentHash key, [NotNullWhen(true)] out Answer? answer);

    /// <summary>Completes only when the answer is durable.</summary>
    ValueTask PutAsync(ContentHash key, Answer answer, CancellationToken ct);
}
