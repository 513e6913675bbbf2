using System.Collections.Immutable;
using SynthTool.Store;

namespace SynthTool.Steps;

/// <summary>How a step's answer came to be: what <c>row.calls.&lt;step&gt;</c> shows, and what <c>explain</c> names.</summary>
/// <param name="Step">The step that asked.</param>
/// <param name="Teacher">The teacher's name.</param>
/// <param name="Sample">Which of the siblings, from 0.</param>
/// <param name="Finish">Why the model stopped, such as <c>stop</c>.</param>
/// <param name="InputTokens">Of all turns together, when the server said; else null.</param>
/// <param name="OutputTokens">Of all turns together, when the server said; else null.</param>
/// <param name="Reasoning">The last turn's reasoning text, when there is any.</param>
/// <param name="Turns">The request and the digest of its answer, for the first request and each repair.</param>
internal sealed record Call(
    string Step, string Teacher, int Sample, string Finish, long? InputTokens, long? OutputTokens, string? Reasoning, ImmutableArray<Turn> Turns);

/// <summary>A request's key and the digest of its answer.</summary>
internal readonly record struct Turn(ContentHash Request, ContentHash Answer);
