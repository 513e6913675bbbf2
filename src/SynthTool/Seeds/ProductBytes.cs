using SynthTool.Formats.Records;

namespace SynthTool.Seeds;

/// <summary>The lines of a product, written as they are read.</summary>
internal sealed class ProductBytes(SeedProduct product) : RecordBytes
{
    public override int Read(Span<byte> buffer, long offset) => product.Read(buffer, offset);

    public override void Dispose()
    {
        // Others may be reading.
    }
}
