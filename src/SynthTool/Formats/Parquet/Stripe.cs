using System.Text.Json;

namespace SynthTool.Formats.Parquet;

/// <summary>
/// A part of a column's type while rows are taken apart into leaves (the "record shredding" of Dremel, Melnik et al. 2010).
/// Every value leaves one entry in each leaf below it: its repetition level says which list it continues, its definition
/// level how many of the lists, elements and structs on the way to it are there.
/// </summary>
/// <param name="path">For messages: <c>messages[].content</c>.</param>
/// <param name="definition">How many levels are defined when the parent holds a value here.</param>
internal abstract class Stripe(string path, int definition)
{
    protected string Path { get; } = path;

    /// <summary>The definition level of a null here.</summary>
    protected int Definition { get; } = definition;

    /// <summary>Takes a value apart.</summary>
    /// <param name="value">Null and undefined are null.</param>
    /// <param name="repetition">The repetition level of the value's first entry.</param>
    /// <exception cref="ParquetFailure">The value does not fit. The entries so far are of no use then.</exception>
    public abstract void Add(JsonElement value, int repetition);

    /// <summary>Leaves one entry without a value in every leaf.</summary>
    public abstract void AddEmpty(int repetition, int level);

    protected static bool IsNull(JsonElement value) => value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined;

    protected ParquetFailure Misfit(JsonElement value, string expected) => new(
        ParquetDiagnostics.ValueMisfit, $"column {Files.Quoted.Text(Path)} takes {expected}, and the row holds {NameOf(value)}");

    private static string NameOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "text",
        JsonValueKind.Number => "a number",
        _ => "true or false",
    };
}
