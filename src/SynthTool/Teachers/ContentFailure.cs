using SynthTool.Store;

namespace SynthTool.Teachers;

/// <summary>The ways in which an answer that arrived does not serve. They are recorded, and replayed as the same quarantine.</summary>
internal static class ContentFailure
{
    public const string Refusal = "refusal";
    public const string Truncated = "truncated";
    public const string ContextLength = "context-length";
    public const string Empty = "empty";

    /// <summary>Does not fit the schema after the last repair.</summary>
    public const string Invalid = "invalid";

    /// <summary>What is wrong with an answer that has no refusal of its own, or null.</summary>
    public static string? Of(TeacherRequest request, Answer answer) => answer switch
    {
        { Finish: "content_filter" } => Refusal,
        { Finish: "length" } => Truncated,
        _ when string.IsNullOrWhiteSpace(answer.Text) => Empty,
        _ when request.RepairCount == Repair.Most && request.Response is { } form && StructuredAnswer.Read(answer.Text, form).Value is null => Invalid,
        _ => null,
    };
}
