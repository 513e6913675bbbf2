namespace SynthTool.Benchmarks.Runs;

/// <summary>One run of something.</summary>
/// <param name="Wall">In seconds.</param>
/// <param name="Cpu">User and system time of the process and its children, in seconds; NaN where it is not measured.</param>
/// <param name="PeakBytes">The most memory that was resident; 0 where it is not measured.</param>
internal readonly record struct Sample(double Wall, double Cpu = double.NaN, long PeakBytes = 0);
