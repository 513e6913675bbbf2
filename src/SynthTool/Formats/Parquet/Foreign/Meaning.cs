namespace SynthTool.Formats.Parquet.Foreign;

/// <summary>What a column's values mean.</summary>
internal enum Meaning
{
    /// <summary>Nothing that JSON has a form for.</summary>
    None,

    Boolean,

    Signed,

    Unsigned,

    Half,

    Single,

    Double,

    Decimal,

    Text,

    Uuid,

    /// <summary>Days since 1970.</summary>
    Date,

    Time,

    Timestamp,

    /// <summary>Nanoseconds of a day, and the day by Julian count.</summary>
    JulianTime,
}
