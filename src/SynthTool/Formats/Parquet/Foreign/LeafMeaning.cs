namespace SynthTool.Formats.Parquet.Foreign;

/// <summary>Finds out what the values of a column mean, from either way in which a file may say so.</summary>
internal static class LeafMeaning
{
    private const int MaxScale = 76;
    private const int MaxDecimalBytes = 32;

    /// <summary>The leaf with its meaning; <see cref="Meaning.None"/> where JSON has no form for it.</summary>
    public static ForeignLeaf Of(ForeignLeaf leaf, SchemaElement element)
    {
        var said = element.Logical is { Id: > 0 } logical ? FromLogical(leaf, logical) : FromConverted(leaf, element);
        return said is null ? leaf with { Meaning = Plain(leaf.Physical) } : Fits(said) ? said : leaf;
    }

    private static ForeignLeaf? FromLogical(ForeignLeaf leaf, LogicalType type) => type.Id switch
    {
        LogicalType.Text or LogicalType.Enumeration or LogicalType.Json => leaf with { Meaning = Meaning.Text },
        LogicalType.Decimal => leaf with { Meaning = Meaning.Decimal, Scale = type.Scale },
        LogicalType.Date => leaf with { Meaning = Meaning.Date },
        LogicalType.Time => Timed(leaf, Meaning.Time, type.Unit, type.IsUtc),
        LogicalType.Timestamp => Timed(leaf, Meaning.Timestamp, type.Unit, type.IsUtc),
        LogicalType.Integer => leaf with { Meaning = type.IsSigned ? Meaning.Signed : Meaning.Unsigned },
        LogicalType.Uuid => leaf with { Meaning = Meaning.Uuid },
        LogicalType.Half => leaf with { Meaning = Meaning.Half },
        LogicalType.Unknown => null,
        _ => leaf,
    };

    private static ForeignLeaf? FromConverted(ForeignLeaf leaf, SchemaElement element) => element.Converted switch
    {
        -1 => null,
        0 or 4 or 19 => leaf with { Meaning = Meaning.Text },
        5 => leaf with { Meaning = Meaning.Decimal, Scale = element.Scale },
        6 => leaf with { Meaning = Meaning.Date },
        7 => Timed(leaf, Meaning.Time, 1, isUtc: true),
        8 => Timed(leaf, Meaning.Time, 2, isUtc: true),
        9 => Timed(leaf, Meaning.Timestamp, 1, isUtc: true),
        10 => Timed(leaf, Meaning.Timestamp, 2, isUtc: true),
        >= 11 and <= 14 => leaf with { Meaning = Meaning.Unsigned },
        >= 15 and <= 18 => leaf with { Meaning = Meaning.Signed },
        _ => leaf,
    };

    private static ForeignLeaf Timed(ForeignLeaf leaf, Meaning meaning, int unit, bool isUtc) => leaf with
    {
        Meaning = unit is >= 1 and <= 3 ? meaning : Meaning.None,
        PerSecond = unit switch { 1 => 1_000, 2 => 1_000_000, _ => 1_000_000_000 },
        IsUtc = isUtc,
    };

    private static Meaning Plain(Physical physical) => physical switch
    {
        Physical.Boolean => Meaning.Boolean,
        Physical.Int32 or Physical.Int64 => Meaning.Signed,
        Physical.Int96 => Meaning.JulianTime,
        Physical.Float => Meaning.Single,
        Physical.Double => Meaning.Double,
        _ => Meaning.None,
    };

    private static bool Fits(ForeignLeaf leaf) => (leaf.Meaning, leaf.Physical) switch
    {
        (Meaning.Text, Physical.Bytes) => true,
        (Meaning.Decimal, Physical.Int32 or Physical.Int64 or Physical.Bytes) => leaf.Scale <= MaxScale,
        (Meaning.Decimal, Physical.Fixed) => leaf.Scale <= MaxScale && leaf.Size <= MaxDecimalBytes,
        (Meaning.Signed or Meaning.Unsigned, Physical.Int32 or Physical.Int64) => true,
        (Meaning.Date, Physical.Int32) => true,
        (Meaning.Time, Physical.Int32) => leaf.PerSecond == 1_000,
        (Meaning.Time or Meaning.Timestamp, Physical.Int64) => true,
        (Meaning.Uuid, Physical.Fixed) => leaf.Size == 16,
        (Meaning.Half, Physical.Fixed) => leaf.Size == 2,
        _ => false,
    };
}
