using SynthTool.Store;
using SynthTool.Teachers;

namespace SynthTool.Tests.Teachers;

/// <summary>The inside of a chain as a function: one attempt.</summary>
internal sealed class Scripted(Func<TeacherRequest, CancellationToken, Task<Answer>> answer) : ITeacher
{
    private int calls;

    public Scripted(Func<TeacherRequest, Answer> answer)
        : this((request, _) => Task.FromResult(answer(request)))
    {
    }

    public int Calls => Volatile.Read(ref calls);

    public async ValueTask<TeacherReply> AskAsync(TeacherRequest request, CancellationToken ct)
    {
        _ = Interlocked.Increment(ref calls);
        return TeacherReply.Recorded.One(request, await answer(request, ct));
    }
}
