using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace SynthTool.Formats.Parquet;

/// <summary>Whole numbers of 64 bits; <c>1.0</c> and <c>1e3</c> are whole numbers too.</summary>
internal sealed class IntegerLeaf(string path, int definition, bool repeats) : FixedLeaf<long>(path, definition, repeats)
{
    protected override long Convert(JsonElement value)
    {
        if (value.ValueKind is not JsonValueKind.Number)
        {
            throw Misfit(value, "whole numbers");
        }

        return value.TryGetInt64(out var whole) ? whole : FromCanonical(value);
    }

    // The canonical form of a whole number has neither fraction nor, within 64 bits, an exponent.
    private long FromCanonical(JsonElement value)
    {
        var canonical = new ArrayBufferWriter<byte>();
        CanonicalJson.WriteNumber(JsonMarshal.GetRawUtf8Value(value), canonical);
        if (long.TryParse(canonical.WrittenSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            return whole;
        }

        throw canonical.WrittenSpan.Contains((byte)'.') || canonical.WrittenSpan.IndexOf("e-"u8) >= 0
            ? new ParquetFailure(ParquetDiagnostics.ValueMisfit, $"column {Files.Quoted.Text(Path)} takes whole numbers, and the row holds {Files.Quoted.Text(value.GetRawText())}")
            : OutOfRange(value, "whole numbers of 64 bits");
    }
}
