namespace SynthTool.Teachers;

/// <summary>
/// Answers requests. The wrappers of the chain implement it one around the other, outermost first: structured output
/// and repair, store, merging of equal requests in flight, retry, budget, pace, provider.
/// </summary>
internal interface ITeacher
{
    /// <summary>The outcome of one request.</summary>
    /// <exception cref="TeacherFailure">Transport failed for good, or a budget is exhausted: the build ends, nothing is recorded.</exception>
    ValueTask<TeacherReply> AskAsync(TeacherRequest request, CancellationToken ct);
}
