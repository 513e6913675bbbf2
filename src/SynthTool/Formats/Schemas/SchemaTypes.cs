namespace SynthTool.Formats.Schemas;

/// <summary>JSON Schema's types; <see cref="Number"/> without <see cref="Integer"/> does not occur.</summary>
[Flags]
internal enum SchemaTypes
{
    None = 0,
    Null = 1,
    Boolean = 2,
    Integer = 4,
    Fraction = 8,
    Number = Integer | Fraction,
    String = 16,
    Array = 32,
    Object = 64,
    All = Null | Boolean | Number | String | Array | Object,
}
