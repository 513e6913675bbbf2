using System.Collections.Immutable;
using SynthTool.Build;
using SynthTool.Definition;
using SynthTool.Shards;
using SynthTool.Steps;

namespace SynthTool.Differences;

/// <summary>How rows of stored blocks become those of outputs: as the last build recorded it where that is plain, else by the definition.</summary>
/// <param name="plain">Null: columns are more than names and paths.</param>
/// <param name="open">Reads the definition; null when it does not fit. Called only when it is needed.</param>
internal sealed class LockedReading(RecordedReading? plain, Func<FullReading?> open)
{
    private FullReading? full;

    public IReadOnlyList<SideOutput> Outputs => plain is not null
        ? [.. plain.Outputs.Select(o => new SideOutput(o.Name, BlockRows.ColumnsOf(o)))]
        : BlockRows.Outputs(Full().Projections);

    public IReadOnlyList<PricedTeacher> Teachers => plain?.Prices ?? PricedTeacher.Of(Full().Definition.Teachers);

    public bool EndsInCorpus => plain?.EndsInCorpus ?? Full().Last is not null;

    /// <exception cref="BlockGone">The rows are not of the form that was recorded, or the definition is needed and does not fit.</exception>
    public SideBlock Rows(IReadOnlyCollection<Outcome> outcomes) => plain is not null ? BlockRows.Of(outcomes, plain.Outputs) : BlockRows.Of(outcomes, Full().Projections);

    /// <summary>The block after the last step.</summary>
    /// <exception cref="BlockGone">The definition does not fit.</exception>
    public Block Apply(Block before, byte[] decisions) => decisions.Length == 0 ? before : Evaluation.Apply(Full().Last!, before, decisions);

    private FullReading Full() => full ??= open() ?? throw new BlockGone();
}

/// <summary>What the definition says of the reading of rows.</summary>
/// <param name="Last">The last stage, when it is a corpus step.</param>
internal sealed record FullReading(DatasetDefinition Definition, Stage.Corpus? Last, ImmutableArray<Projection> Projections);
