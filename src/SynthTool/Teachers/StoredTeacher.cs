namespace SynthTool.Teachers;

/// <summary>Answers from the store; what the store lacks goes on only when it may be bought.</summary>
/// <param name="inner">Whom to ask when an answer is missing.</param>
/// <param name="book">The recorded answers.</param>
/// <param name="maySpend">When false, a missing answer is <see cref="TeacherReply.Missing"/>.</param>
internal sealed class StoredTeacher(ITeacher inner, AnswerBook book, bool maySpend) : ITeacher
{
    public async ValueTask<TeacherReply> AskAsync(TeacherRequest request, CancellationToken ct)
    {
        if (await book.FindAsync(request, ct) is { } known)
        {
            return TeacherReply.Recorded.One(request, known);
        }

        return maySpend ? await inner.AskAsync(request, ct) : new TeacherReply.Missing(request);
    }
}
