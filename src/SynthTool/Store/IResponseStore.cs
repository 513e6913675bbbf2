namespace SynthTool.Store;

/// <summary>Recorded answers that can be added to.</summary>
internal interface IResponseStore : IResponses
{
    /// <summary>
    /// Records an answer. The first one for a key stays: a later one is dropped, unless it <see cref="Answer.Replaces"/> a failure.
    /// Completes when the recorded answer will survive a crash and a power cut.
    /// </summary>
    /// <param name="key">The request's key.</param>
    /// <param name="answer">The outcome.</param>
    /// <param name="ct">Ends the waiting, not the recording: what was bought is kept.</param>
    /// <exception cref="Files.FileFailure">The disk failed, or the answer is too large; nothing is recorded.</exception>
    ValueTask PutAsync(ContentHash key, Answer answer, CancellationToken ct);
}
