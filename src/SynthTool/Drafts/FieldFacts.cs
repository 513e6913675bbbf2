using System.Globalization;
using System.Text;
using System.Text.Json;
using SynthTool.Formats;
using SynthTool.Seeds;

namespace SynthTool.Drafts;

/// <summary>Gathers what one field holds, record by record.</summary>
internal sealed class FieldFacts
{
    private const int MostValues = 8;
    private const int LongestValue = 40;
    private const int LongText = 200;

    /// <summary>A list of values is believed when each came so many times on the mean: few records prove no list.</summary>
    private const int TimesEach = 10;

    private readonly ObservedShape shape = new();
    private readonly SortedSet<string> values = new(StringComparer.Ordinal);
    private readonly HashSet<ulong> keys = [];
    private readonly FieldName name;
    private long seen;
    private long empty;
    private bool mayBeKey;
    private bool isLong;
    private bool isReadable = true;
    private CellKinds cells = CellKinds.All;

    public FieldFacts(string name, bool mayBeKey)
    {
        this.name = new FieldName(name);
        this.mayBeKey = mayBeKey && KeyNames.LooksLikeOne(name);
    }

    public void Add(JsonElement record, JsonElement value)
    {
        seen++;
        shape.Add(value);
        if (value.ValueKind is JsonValueKind.String)
        {
            AddText(value.GetString()!);
        }
        else
        {
            isReadable = isReadable && IsFinite(value);
        }

        if (mayBeKey)
        {
            mayBeKey = KeyText.Of(record, [name], out _) is { Length: > 0 and <= KeyText.MaxLength } text && keys.Add(KeyIndex.HashOf(text));
        }
    }

    public SurveyedField ToField(long records, bool hasCells)
    {
        var known = hasCells ? OfCells() : shape.ToShape();
        known = seen < records ? known.OrNull() : known;
        var isKey = mayBeKey && known is { Nullable: false, Kind: ShapeKind.String or ShapeKind.Integer };
        var isList = known.Kind is ShapeKind.String && !isKey && values.Count is >= 2 and <= MostValues && seen >= values.Count * TimesEach && values.All(v => v.Length is > 0 and <= LongestValue);
        return new SurveyedField(name.Text, known, isList ? [.. values] : [], isLong, isKey, isReadable);
    }

    private static bool IsFinite(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => double.IsFinite(value.GetDouble()),
        JsonValueKind.Array => value.EnumerateArray().All(IsFinite),
        JsonValueKind.Object => value.EnumerateObject().All(m => IsFinite(m.Value)),
        _ => true,
    };

    private void AddText(string text)
    {
        if (values.Count <= MostValues)
        {
            values.Add(text.Length <= LongestValue ? text : text[..(LongestValue + 1)]);
        }

        isLong |= text.Length > LongText || text.Contains('\n', StringComparison.Ordinal);
        var cell = text.Trim(' ', '\t');
        empty += cell.Length == 0 ? 1 : 0;
        cells &= cell.Length == 0 ? CellKinds.All : KindsOf(cell);
    }

    private Shape OfCells()
    {
        var kind = empty == seen ? Shape.String
            : cells.HasFlag(CellKinds.Integer) ? Shape.Integer
            : cells.HasFlag(CellKinds.Number) ? Shape.Number
            : cells.HasFlag(CellKinds.Boolean) ? Shape.Boolean
            : Shape.String;
        return empty > 0 && kind.Kind is not ShapeKind.String ? kind.OrNull() : kind;
    }

    // 007 and +1 are no JSON: they are codes and stay text, and so does a number that a column of numbers would change.
    private static CellKinds KindsOf(string cell)
    {
        if (cell.Equals("true", StringComparison.OrdinalIgnoreCase) || cell.Equals("false", StringComparison.OrdinalIgnoreCase))
        {
            return CellKinds.Boolean;
        }

        if (cell.Length > LongestValue || !IsNumber(cell))
        {
            return CellKinds.None;
        }

        return NumberShape.Of(Encoding.ASCII.GetBytes(cell)) switch
        {
            ShapeKind.Integer when !cell.AsSpan().ContainsAny(".eE") => CellKinds.Integer | CellKinds.Number,
            ShapeKind.Integer or ShapeKind.Number => CellKinds.Number,
            _ => CellKinds.None,
        };
    }

    private static bool IsNumber(string cell)
    {
        if (!(char.IsAsciiDigit(cell[0]) || cell[0] == '-') || !cell.All(c => char.IsAsciiDigit(c) || c is '-' or '+' or '.' or 'e' or 'E'))
        {
            return false;
        }

        var reader = new Utf8JsonReader(Encoding.ASCII.GetBytes(cell));
        try
        {
            return reader.Read() && reader.TokenType is JsonTokenType.Number && !reader.Read()
                && double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    [Flags]
    private enum CellKinds
    {
        None = 0,
        Boolean = 1,
        Integer = 2,
        Number = 4,
        All = Boolean | Integer | Number,
    }
}
