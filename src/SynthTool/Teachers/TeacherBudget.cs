namespace SynthTool.Teachers;

/// <summary>How much one run may spend; null: no limit.</summary>
/// <param name="Calls">Attempts on the wire; those in flight when the last one began still end.</param>
/// <param name="Tokens">Input and output together; calls that are in flight when it is reached still end.</param>
/// <param name="Cost">In the teachers' currency; calls that are in flight when it is reached still end.</param>
internal sealed record TeacherBudget(long? Calls = null, long? Tokens = null, decimal? Cost = null)
{
    public static readonly TeacherBudget Unlimited = new();
}
