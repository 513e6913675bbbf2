using System.Collections.Immutable;

namespace SynthTool.Formats.Taxonomy;

/// <summary>The fields of a record that comes from a taxonomy: always the same, null where a leaf says nothing.</summary>
internal static class TaxonomyFields
{
    public const string Path = "path";
    public const string Document = "document";

    /// <summary>Their names and shapes.</summary>
    public static readonly ImmutableArray<KeyValuePair<string, Shape>> All =
    [
        new(Path, Shape.String),
        new("kind", Shape.String),
        new("version", Shape.Integer),
        new("created_by", Shape.String),
        new("domain", Shape.String.OrNull()),
        new("task_description", Shape.String.OrNull()),
        new("document_outline", Shape.String.OrNull()),
        new("context", Shape.String.OrNull()),
        new("question", Shape.String),
        new("answer", Shape.String),
        new("questions_and_answers", Shape.ArrayOf(Shape.ObjectOf([new("question", Shape.String), new("answer", Shape.String)]))),
        new(Document, Shape.String.OrNull()),
    ];
}
