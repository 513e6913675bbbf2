using System.Text.Json;

namespace SynthTool.Formats.Schemas;

/// <summary><c>minLength</c> and <c>maxLength</c>, in code points.</summary>
internal sealed class LengthKeyword(string pointer, long limit, bool isMinimum) : Keyword(pointer, SchemaTypes.String)
{
    public long Limit { get; } = limit;

    public bool IsMinimum { get; } = isMinimum;

    public override bool Check(JsonElement value, SchemaRun run)
    {
        var raw = JsonText.RawString(value);

        // A code point takes 1 to 12 bytes (a pair of escapes), so that most strings need no counting.
        if (IsMinimum ? raw.Length / 12 >= Limit : raw.Length <= Limit)
        {
            return true;
        }

        var length = JsonText.CodePoints(raw);
        return (IsMinimum ? length >= Limit : length <= Limit) || (run.Collects && run.Fail(Pointer, CountWords.Message(IsMinimum, Limit, "character", length)));
    }
}
