namespace SynthTool.Formats.Parquet.Foreign;

/// <summary>How a page holds its values; the format's own numbers.</summary>
internal enum PageEncoding
{
    Plain = 0,
    PlainDictionary = 2,
    Runs = 3,
    DeltaNumbers = 5,
    DeltaLengths = 6,
    DeltaTexts = 7,
    Dictionary = 8,
    SplitBytes = 9,
}
