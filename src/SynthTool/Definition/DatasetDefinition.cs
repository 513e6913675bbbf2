using System.Collections.Immutable;
using SynthTool.Diagnostics;

namespace SynthTool.Definition;

/// <summary>One <c>*.synth.yaml</c> file as its author wrote it, free of errors of form. Paths are repository paths, already resolved.</summary>
internal sealed record DatasetDefinition
{
    /// <summary>The definition's own repository path; state and lock are named after it.</summary>
    public required string Path { get; init; }

    /// <summary>The repository path of the folder that holds the definition; empty for the root.</summary>
    public required string Folder { get; init; }

    /// <summary><c>dataset:</c>, the name of the folder below <c>out/</c>: letters, digits, <c>.</c>, <c>_</c> and <c>-</c>.</summary>
    public required Located<string> Name { get; init; }

    public string? Version { get; init; }

    public string? Description { get; init; }

    public string? License { get; init; }

    /// <summary><c>responses: commit</c>: answers that are used go to <c>responses/</c> beside the definition.</summary>
    public bool CommitResponses { get; init; }

    /// <summary><c>budget.calls</c>: how many calls one build may make without being asked; null when none is declared.</summary>
    public long? BudgetCalls { get; init; }

    /// <summary>In their order; where they are crossed, that of <c>cross:</c>.</summary>
    public required ImmutableArray<SourceDefinition> Sources { get; init; }

    /// <summary>How the sources are combined; null where the seeds of a source follow those of the one before.</summary>
    public CrossDefinition? Cross { get; init; }

    public ImmutableArray<TeacherDefinition> Teachers { get; init; } = [];

    /// <summary>The repository path of the file that <see cref="Teachers"/> are written in; null when the definition holds them itself.</summary>
    public string? TeachersFile { get; init; }

    public ImmutableArray<StepDefinition> Steps { get; init; } = [];

    public required ImmutableArray<OutputDefinition> Outputs { get; init; }

    /// <summary>The declared gates; <c>rows >= 1</c> when none is declared.</summary>
    public required ImmutableArray<GateDefinition> Gates { get; init; }
}
