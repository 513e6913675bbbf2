using System.Collections.Immutable;
using SynthTool.Formats;
using SynthTool.Store;
namespace SynthTool.Shards;
internal sealed record Slice(ImmutableArray<SliceSplit> Splits, ImmutableArray<Shape> Shapes);
internal sealed record SliceSplit(string Split, long Rows, ContentHash Digest);
