using SynthTool.Formats.Parquet;

namespace SynthTool.Shards;

/// <summary>What the shards of one output are written from.</summary>
/// <param name="Projection">What it takes of each row.</param>
/// <param name="Columns">The columns of its files.</param>
internal sealed record ShardSet(Projection Projection, ParquetColumns Columns);
