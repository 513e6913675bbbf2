using Microsoft.Extensions.AI;
using SynthTool.Definition;
using SynthTool.Store;

namespace SynthTool.Teachers;

/// <summary>What a chain needs from outside.</summary>
internal sealed record TeacherChainOptions
{
    public required IResponseStore Store { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>From 0 to less than 1: spreads the waits of requests that are repeated.</summary>
    public required Func<double> Jitter { get; init; }

    /// <summary>The value of a variable that a teacher's definition names; null when it is not set. Asked only when a call is made.</summary>
    public required Func<string, string?> Variables { get; init; }

    /// <summary>Whether answers that the store lacks may be bought.</summary>
    public bool MaySpend { get; init; }

    /// <summary>Cuts calls on the wire. The token that comes with a request does not: it only keeps calls from beginning.</summary>
    public CancellationToken Cut { get; init; }

    public TeacherBudget Budget { get; init; } = TeacherBudget.Unlimited;

    /// <summary>Whether recorded failures of content are asked again.</summary>
    public bool RetryQuarantined { get; init; }

    /// <summary>Whether answers that the store lacks are made up instead of bought.</summary>
    public bool Rehearse { get; init; }

    /// <summary>Makes a teacher's client; null: for any OpenAI-compatible server.</summary>
    public Func<TeacherDefinition, IChatClient>? Connect { get; init; }
}
