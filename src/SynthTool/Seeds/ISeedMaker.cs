using SynthTool.Formats.Records;

namespace SynthTool.Seeds;

/// <summary>Makes seeds of one source's records. For one thread.</summary>
internal interface ISeedMaker
{
    /// <summary>The last seed's value in canonical form, with the fields that the definition reads.</summary>
    ReadOnlyMemory<byte> Value { get; }

    ScanItem Make(RecordBatch batch, in RawRecord raw);
}
