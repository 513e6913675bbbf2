using System.Collections.Immutable;
using SynthTool.Steps;
using SynthTool.Store;

namespace SynthTool.Build;

/// <summary>A part of the pipeline that turns a partition's block into its next one: consecutive row steps, or one corpus step.</summary>
/// <param name="Index">From 0, in pipeline order.</param>
/// <param name="Digest">Of everything that the stage's work depends on besides rows and answers.</param>
internal abstract record Stage(int Index, ContentHash Digest)
{
    /// <summary>Row steps, run partition by partition; may be empty, so that seeds alone are a dataset.</summary>
    internal sealed record Rows(int Index, ContentHash Digest, ImmutableArray<IRowStep> Steps) : Stage(Index, Digest);

    /// <summary>A step that must see all rows.</summary>
    internal sealed record Corpus(int Index, ContentHash Digest, ICorpusStep Step) : Stage(Index, Digest);

    /// <summary>The names of the stage's steps, in order.</summary>
    public IEnumerable<string> StepNames => this switch
    {
        Rows rows => rows.Steps.Select(s => s.Name),
        Corpus corpus => [corpus.Step.Name],
        _ => [],
    };
}
