using System.Collections.Immutable;
using System.Text.Json;
using SynthTool.Store;

namespace SynthTool.Teachers;

/// <summary>What came of a request.</summary>
internal abstract record TeacherReply
{
    /// <summary>An outcome that is recorded: an answer, or a failure of content.</summary>
    /// <param name="Turns">The first request and each repair with their answers, in order; at least one.</param>
    /// <param name="Value">The answer's text or structured value; null for a failure of content. Read by <see cref="StructuredTeacher"/>: the wrappers inside it leave it null.</param>
    internal sealed record Recorded(ImmutableArray<RecordedTurn> Turns, JsonElement? Value) : TeacherReply
    {
        /// <summary>The answer that counts.</summary>
        public Answer Answer => Turns[^1].Answer;

        /// <summary>Why the outcome is quarantined, one of <see cref="ContentFailure"/>'s words; null when <see cref="Value"/> is there.</summary>
        public string? Reason { get; init; }

        /// <summary>For people: what the answer says or lacks, on one line; null when there is nothing to add to <see cref="Reason"/>.</summary>
        public string? Because { get; init; }

        public static Recorded One(TeacherRequest request, Answer answer) => new([new RecordedTurn(request, answer)], null);
    }

    /// <summary>No layer has the answer and it may not be bought.</summary>
    /// <param name="Request">The request that is missing: the one asked, or a repair of it.</param>
    internal sealed record Missing(TeacherRequest Request) : TeacherReply;
}

/// <summary>A request and its recorded outcome.</summary>
internal readonly record struct RecordedTurn(TeacherRequest Request, Answer Answer);
