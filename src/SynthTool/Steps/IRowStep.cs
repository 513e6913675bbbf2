namespace SynthTool.Steps;

/// <summary>A step that looks at one row at a time. Consecutive row steps form a stage, which runs partition by partition.</summary>
internal interface IRowStep
{
    /// <summary>The step's name in rows, counts and reports.</summary>
    string Name { get; }

    /// <summary>
    /// What <paramref name="row"/> becomes: one verdict per resulting row, in a fixed order. A step depends on the row,
    /// its own definition and stored answers alone.
    /// </summary>
    /// <exception cref="StepFailure">The row cannot be processed, which fails the build.</exception>
    ValueTask<IReadOnlyList<Verdict>> ApplyAsync(Row row, CancellationToken ct);
}
