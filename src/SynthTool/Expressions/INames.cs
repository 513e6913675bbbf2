using System.Text.Json;
using SynthTool.Formats;

namespace SynthTool.Expressions;

/// <summary>The names that an expression or a prompt may use for one row: <c>seed</c>, <c>row</c> and the results of earlier steps.</summary>
internal interface INames
{
    /// <summary>All root names, in a stable order.</summary>
    IReadOnlyList<string> Roots { get; }

    /// <summary>The value of a root name; false when the row has no such name. A declared field that the record lacks is null.</summary>
    bool TryGet(string root, out JsonElement value);

    /// <summary>An object shape with all root names: what is declared below them. A declared field that a value lacks reads as null, any other as an error.</summary>
    Shape Declared => Shape.Any;
}
