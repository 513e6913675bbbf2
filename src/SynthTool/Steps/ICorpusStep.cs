using System.Collections.Immutable;

namespace SynthTool.Steps;

/// <summary>
/// A step that must see all rows: it sketches each block, decides from all sketches in order, and applies a block's
/// decisions to that block alone. A partition whose block and decisions are unchanged is not touched.
/// </summary>
internal interface ICorpusStep
{
    string Name { get; }

    /// <summary>The sketch of a block: a function of its rows and of the step's definition, so it is cached by the block's digest.</summary>
    /// <exception cref="StepFailure">A row's columns cannot be evaluated.</exception>
    byte[] Sketch(Block block);

    /// <summary>Each partition's decisions, in the order of <paramref name="sketches"/>; an empty array when all its rows stay.</summary>
    ImmutableArray<byte[]> Decide(IReadOnlyList<byte[]> sketches);

    /// <summary>What becomes of a block's kept rows, in their order.</summary>
    IReadOnlyList<Verdict> Apply(Block block, byte[] decisions);
}
