using System.Runtime.InteropServices;
using System.Text.Json;

namespace SynthTool.Formats.Schemas;

/// <summary><c>minimum</c>, <c>exclusiveMinimum</c>, <c>maximum</c>, <c>exclusiveMaximum</c>.</summary>
internal sealed class NumberBoundKeyword : Keyword
{
    private readonly byte[] raw;
    private readonly long small;
    private readonly bool isSmall;

    public NumberBoundKeyword(string pointer, JsonElement limit, bool isMinimum, bool isExclusive)
        : base(pointer, SchemaTypes.Number)
    {
        raw = JsonMarshal.GetRawUtf8Value(limit).ToArray();
        isSmall = JsonNumber.TryGetSmall(raw, out small);
        Limit = limit;
        IsMinimum = isMinimum;
        IsExclusive = isExclusive;
    }

    public JsonElement Limit { get; }

    public bool IsMinimum { get; }

    public bool IsExclusive { get; }

    public override bool Check(JsonElement value, SchemaRun run)
    {
        var number = JsonMarshal.GetRawUtf8Value(value);
        var order = isSmall && JsonNumber.TryGetSmall(number, out var one)
            ? one.CompareTo(small)
            : JsonNumber.Of(number).CompareTo(JsonNumber.Of(raw));
        order = IsMinimum ? order : -order;
        return order > 0 || (order == 0 && !IsExclusive) || (run.Collects && run.Fail(Pointer, $"must be {Words()} {SchemaText.Plain(Limit.GetRawText(), 40)}, is {SchemaText.Plain(value.GetRawText(), 40)}"));
    }

    private string Words() => (IsMinimum, IsExclusive) switch
    {
        (true, false) => "at least",
        (true, true) => "greater than",
        (false, false) => "at most",
        (false, true) => "less than",
    };
}
