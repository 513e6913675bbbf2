using SynthTool.Prompts;

namespace SynthTool.Teachers;

/// <summary>That a request asks to correct an answer.</summary>
/// <param name="Of">The request whose answer did not fit its schema; a repair itself when it is not the first.</param>
/// <param name="Rejected">That answer's text.</param>
internal sealed record Repair(TeacherRequest Of, string Rejected)
{
    /// <summary>How many repairs a request gets before its outcome is <c>invalid</c>.</summary>
    public const int Most = 2;

    /// <summary>The request that shows the teacher its answer and what is wrong with it.</summary>
    /// <param name="of">What was asked.</param>
    /// <param name="rejected">The answer's text; not empty.</param>
    /// <param name="problems">In words; at least one.</param>
    public static TeacherRequest After(TeacherRequest of, string rejected, IReadOnlyList<string> problems) => of with
    {
        Repair = new Repair(of, rejected),
        Messages = of.Messages.AddRange(
            new PromptMessage("assistant", rejected),
            new PromptMessage("user", $"This does not fit the required form:\n{string.Concat(problems.Select(p => $"- {p}\n"))}Answer again with the corrected JSON and nothing else.")),
    };
}
