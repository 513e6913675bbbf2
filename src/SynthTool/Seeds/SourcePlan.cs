using System.Collections.Immutable;
using System.Text;
using SynthTool.Definition;
using SynthTool.Diagnostics;
using SynthTool.Expressions;
using SynthTool.Files;
using SynthTool.Formats;
using SynthTool.Formats.Schemas;
using SynthTool.Formats.Taxonomy;
using SynthTool.Store;

namespace SynthTool.Seeds;

/// <summary>A source with everything at hand that its records need.</summary>
internal sealed class SourcePlan
{
    private static readonly ImmutableArray<KeyValuePair<string, Shape>> ChunkFields =
        [new("text", Shape.String), new("path", Shape.String), new("heading", Shape.String.OrNull()), new("position", Shape.Integer)];

    private SourcePlan(int index, SourceDefinition definition, SourceFiles files)
    {
        Index = index;
        Definition = definition;
        Files = files;
        Key = Names(definition.Key);
        Group = Names(definition.Group);
    }

    public int Index { get; }

    public SourceDefinition Definition { get; }

    public SourceFiles Files { get; }

    public ImmutableArray<FieldName> Key { get; }

    public ImmutableArray<FieldName> Group { get; }

    /// <summary>Whether nothing but its content tells a record from others; another dataset's rows have their ids.</summary>
    public bool IsKeyless => Key.IsEmpty && Rows is null;

    /// <summary>The rows of another dataset; null when files hold the records.</summary>
    public SourceRows? Rows { get; private init; }

    /// <summary>The files that <see cref="Rows"/> lie in; empty without them.</summary>
    public ImmutableArray<StampedPath> Copies { get; private init; } = [];

    /// <summary>Null without one.</summary>
    public JsonSchema? Schema { get; private init; }

    /// <summary>What the schema declares, or what chunks, leaves of a taxonomy and another dataset's rows always have; else null: then the records tell.</summary>
    public Shape? Declared { get; private init; }

    /// <summary>The condition, unless it is known to be wrong.</summary>
    public Expression? Where { get; private init; }

    /// <summary>What the condition may read: a declared field that a record lacks is null.</summary>
    public Shape WhereNames { get; private init; } = Shape.Any;

    /// <summary>The names that a document's fields have in a seed.</summary>
    public FieldName DocumentText { get; private init; } = new("text");

    public FieldName DocumentPath { get; private init; } = new("path");

    /// <summary>Where the records are combinations of other sources' records; else null.</summary>
    public SeedProduct? Product { get; private init; }

    /// <summary>Of everything that decides what a record becomes, but for the files.</summary>
    public ContentHash Digest { get; private init; }

    /// <summary>Prepares a source; what is missing or wrong is reported, and the source is usable as far as it goes.</summary>
    /// <returns>Null when its records cannot be judged.</returns>
    public static SourcePlan? Of(RepositoryRoot root, int index, SourceDefinition definition, SourceRows? rows, Findings findings)
    {
        var files = rows is null ? SourceFiles.Find(root, definition, findings) : new SourceFiles(rows.Files, []);
        if (!TryReadSchema(root, definition, findings, out var schema))
        {
            return null;
        }

        rows?.CheckFields(definition, findings);
        var declared = schema is not null ? ShapeOfSchema.From(schema)
            : rows is not null ? OfFields(definition, rows.Fields)
            : definition.Taxonomy is not null ? OfFields(definition, TaxonomyFields.All)
            : definition.Chunk is not null ? OfFields(definition, ChunkFields)
            : null;
        var names = declared is null ? NamesIn(definition.Where) : Shape.ObjectOf([new("seed", declared)]);
        return new SourcePlan(index, definition, files)
        {
            Rows = rows,
            Copies = rows is null ? [] : [.. rows.Files.Select(f => new StampedPath(root.Relative(f.AbsolutePath), f.Stamp))],
            Schema = schema,
            Declared = declared,
            Where = declared is null || Check(definition.Where, names, findings) ? definition.Where : null,
            WhereNames = names,
            DocumentText = new(definition.Rename.GetValueOrDefault("text", "text")),
            DocumentPath = new(definition.Rename.GetValueOrDefault("path", "path")),
            Digest = DigestOf(definition, schema, rows),
        };
    }

    /// <summary>The combinations of other sources' records as a source.</summary>
    /// <param name="definition">Where it is written, and its condition and limit.</param>
    /// <param name="declared">What is known of a combination.</param>
    /// <param name="digest">Of everything that decides what a combination becomes, but for the records.</param>
    public static SourcePlan Of(SeedProduct product, SourceDefinition definition, Shape declared, in ContentHash digest, Findings findings)
    {
        var names = Shape.ObjectOf([new("seed", declared)]);
        return new SourcePlan(0, definition, new SourceFiles([product.ToFile(definition.Place.Path)], []))
        {
            Product = product,
            Declared = declared,
            Where = Check(definition.Where, names, findings) ? definition.Where : null,
            WhereNames = names,
            Digest = digest,
        };
    }

    /// <summary>Whether the names that the condition reads exist; for a source without a schema once all its records are known.</summary>
    public static bool Check(Expression? where, Shape names, Findings findings)
    {
        var found = where?.CheckCondition(names).Diagnostics ?? [];
        findings.AddRange(found);
        return !found.Any(f => f.IsError);
    }

    /// <summary>The columns that are to be kept and that nothing has.</summary>
    /// <param name="known">What is known of all records.</param>
    public IEnumerable<Located<string>> MissingColumns(Shape known) =>
        Rows is null && known.Kind is ShapeKind.Object && !known.Open // a dataset's columns are known beforehand
            ? Definition.Columns.Where(c => !known.Fields.ContainsKey(Definition.Rename.GetValueOrDefault(c.Value, c.Value)))
            : [];

    /// <summary>Whether a file's path can change what becomes of a document's record.</summary>
    public bool IsPathUsed(IReadOnlySet<string>? fieldsUsed) =>
        fieldsUsed is null
        || fieldsUsed.Contains(DocumentPath.Text)
        || Schema is not null
        || Definition.Where is not null
        || Key.Concat(Group).Any(f => f.Text == DocumentPath.Text);

    private static ImmutableArray<FieldName> Names(ImmutableArray<Located<string>> fields) => [.. fields.Select(f => new FieldName(f.Value))];

    private static bool TryReadSchema(RepositoryRoot root, SourceDefinition definition, Findings findings, out JsonSchema? schema)
    {
        schema = null;
        if (definition.Schema is not { } part)
        {
            return true;
        }

        if (part.Inline is { } inline)
        {
            var compiled = JsonSchema.Parse(Encoding.UTF8.GetBytes(inline.Text), part.Path);
            findings.AddRange(compiled.Diagnostics.Select(d => d with { Place = part.Place }));
            schema = compiled.Value;
            return schema is not null;
        }

        var content = FileContent.Read(root.Absolute(part.Path), JsonSchema.MostBytes);
        if (content.Problem is { } problem)
        {
            findings.Add(problem.Explain(part.Path, part.Place));
            return false;
        }

        var parsed = JsonSchema.Parse(content.Bytes, part.Path);
        findings.AddRange(parsed.Diagnostics);
        schema = parsed.Value;
        return schema is not null;
    }

    private static Shape OfFields(SourceDefinition definition, IEnumerable<KeyValuePair<string, Shape>> fields)
    {
        var kept = fields.Where(f => definition.Columns.IsEmpty || definition.Columns.Any(c => c.Value == f.Key));
        return Shape.ObjectOf(kept.Select(f => KeyValuePair.Create(definition.Rename.GetValueOrDefault(f.Key, f.Key), f.Value)).DistinctBy(f => f.Key));
    }

    // Without a schema, whatever some record has is declared: until all are known, every name that is read may be.
    private static Shape NamesIn(Expression? where) =>
        Shape.ObjectOf([new("seed", (where?.Names ?? [])
            .Where(n => n.Root == "seed")
            .Select(n => Declaring(n.Parts, 1))
            .Aggregate(Shape.ObjectOf([], open: true), Join))]);

    private static Shape Declaring(ImmutableArray<string> parts, int at) =>
        at == parts.Length ? Shape.Any : Shape.ObjectOf([new(parts[at], Declaring(parts, at + 1))], open: true).OrNull();

    private static Shape Join(Shape a, Shape b)
    {
        if (a.Kind is not ShapeKind.Object || b.Kind is not ShapeKind.Object)
        {
            return a.Kind is ShapeKind.Object ? a : b;
        }

        var fields = b.Fields.Aggregate(a.Fields, (all, f) => all.SetItem(f.Key, all.TryGetValue(f.Key, out var known) ? Join(known, f.Value) : f.Value));
        return Shape.ObjectOf(fields, open: true) with { Nullable = a.Nullable };
    }

    private static ContentHash DigestOf(SourceDefinition definition, JsonSchema? schema, SourceRows? rows)
    {
        using var hash = new ContentHasher();
        hash.Add(schema is null ? [] : schema.Json.Span).Add(definition.Where?.Text ?? "").Add(definition.Limit ?? -1L);
        hash.Add(definition.Taxonomy is null ? 0 : 1).Add((int?)definition.Chunk?.Value.By ?? -1).Add(definition.Chunk?.Value.MaxWords ?? -1).Add(definition.Chunk?.Value.Overlap ?? 0);
        if (rows is not null)
        {
            AddAll(hash, rows.Fields.SelectMany(f => new[] { f.Key, f.Value.ToText() }));
        }

        AddAll(hash, definition.Key.Select(k => k.Value));
        AddAll(hash, definition.Group.Select(g => g.Value));
        AddAll(hash, definition.Columns.Select(c => c.Value));
        AddAll(hash, definition.Rename.SelectMany(r => new[] { r.Key, r.Value }));
        return hash.Finish();
    }

    private static void AddAll(ContentHasher hash, IEnumerable<string> texts)
    {
        var all = texts.ToList();
        hash.Add(all.Count);
        all.ForEach(t => hash.Add(t));
    }
}
