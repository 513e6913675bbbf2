namespace SynthTool.Benchmarks;

/// <summary>A row of the table.</summary>
/// <param name="Name">What was measured, with its size.</param>
/// <param name="Ours">Our median, with its unit.</param>
/// <param name="Reference">The reference's median, and what it is.</param>
/// <param name="Ratio">The median of the ratios of the pairs; null where there is no reference.</param>
/// <param name="Goal">As the project states it; null where there is none.</param>
/// <param name="Cpu">CPU time of both beside the wall time, where processes are measured.</param>
/// <param name="Runs">How many pairs.</param>
internal sealed record Measure(string Name, string Ours, string Reference, double? Ratio, Goal? Goal, string Cpu, int Runs);

/// <summary>What a ratio should be.</summary>
/// <param name="Bound">The bound itself is still good.</param>
/// <param name="IsLeast">Whether more is better.</param>
internal sealed record Goal(double Bound, bool IsLeast = false)
{
    public bool IsMet(double ratio) => IsLeast ? ratio >= Bound : ratio <= Bound;

    public override string ToString() => FormattableString.Invariant($"{(IsLeast ? "≥" : "≤")} {Bound:0.##}×");
}
