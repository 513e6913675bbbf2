using SynthTool.Files;
using SynthTool.Seeds;
using SynthTool.Teachers;

namespace SynthTool.Build;

/// <summary>The surroundings that the library does not look up by itself.</summary>
/// <param name="Root">The repository.</param>
/// <param name="ToolVersion">Of this tool; part of what makes a state file usable.</param>
/// <param name="Clock">For waiting, pacing and racy stamps; no time is ever written to an output.</param>
/// <param name="Variable">The value of an environment variable; asked only for <c>${NAME}</c> when a call is made.</param>
/// <param name="Jitter">From 0 to less than 1: spreads the waits of calls that are repeated; reaches no output.</param>
/// <param name="ProcessName">Who holds a lock, for people: process id and host.</param>
internal sealed record Workspace(RepositoryRoot Root, string ToolVersion, TimeProvider Clock, Func<string, string?> Variable, Func<double> Jitter, string ProcessName)
{
    /// <summary>Names this process's packs: its start time, so that earlier ones sort first, and its number.</summary>
    public string WriterId { get; } = FormattableString.Invariant($"{Clock.GetUtcNow():yyyyMMdd'T'HHmmssfff}-{Environment.ProcessId}");

    /// <summary>Makes a teacher's client; null: for any OpenAI-compatible server. Tests answer without a wire.</summary>
    public ConnectTeacher? Connect { get; init; }

    /// <summary>Shared by all builds of one process.</summary>
    public TeacherTurns Turns { get; init; } = new();

    /// <summary>Told a dataset's name and how many combinations its crossed sources have, before they are made: that may take minutes.</summary>
    public Action<string, ProductSize> Crossed { get; init; } = (_, _) => { };

    /// <inheritdoc cref="SeedScanOptions.PartitionTarget"/>
    public int PartitionTarget { get; init; } = SeedScanOptions.DefaultPartitionTarget;

    /// <summary>Nanoseconds since 1970, to tell racy stamps.</summary>
    public long NowNs => (Clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100;
}
