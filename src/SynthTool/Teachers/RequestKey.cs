using SynthTool.Store;

namespace SynthTool.Teachers;

internal static class RequestKey
{
    public static ContentHash Of(TeacherRequest request) => throw new NotSupportedException(request.Step);
}
