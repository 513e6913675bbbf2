using SynthTool.Teachers;

namespace SynthTool.Differences;

/// <summary>The teacher of steps that are compiled for their names alone.</summary>
internal sealed class NoTeacher : ITeacher
{
    public ValueTask<TeacherReply> AskAsync(TeacherRequest request, CancellationToken ct) => throw new InvalidOperationException("Nothing is asked when stored rows are read.");
}
