namespace SynthTool.Formats.Parquet.Foreign;

/// <summary>What a part of a column is.</summary>
internal enum PartKind
{
    Leaf,
    Struct,
    List,

    /// <summary>An object by key, where keys can be names; else a list of keys and values.</summary>
    Map,
}
