namespace SynthTool.Teachers;

/// <summary>
/// Answers requests. The wrappers of the chain implement it one around the other, outermost first: structured output
/// and repair, store, merging of equal requests in flight, retry, pace, budget, provider.
/// </summary>
internal interface ITeacher
{
    /// <summary>The outcome of one request.</summary>
    /// <param name="ct">Ends all waiting. A call that is on the wire is paid: it ends by itself, and its answer is recorded.</param>
    /// <exception cref="TeacherFailure">Transport failed for good, or a budget is exhausted: the build ends, nothing is recorded.</exception>
    ValueTask<TeacherReply> AskAsync(TeacherRequest request, CancellationToken ct);
}
