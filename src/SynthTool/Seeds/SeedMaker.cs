using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using SynthTool.Definition;
using SynthTool.Diagnostics;
using SynthTool.Expressions;
using SynthTool.Files;
using SynthTool.Formats.Records;
using SynthTool.Formats.Taxonomy;
using SynthTool.Store;

namespace SynthTool.Seeds;

/// <summary>Makes seeds of one source's records: decode, rename, check, choose, name, digest. For one thread.</summary>
internal sealed class SeedMaker : ISeedMaker
{
    /// <summary>The cut of partitions; shards are cut by another hash of the same keys.</summary>
    public const long PartitionCut = 1;

    private const int KeyDigits = 20;

    private readonly SourcePlan source;
    private readonly RecordContent content;
    private readonly RecordContent identity;
    private readonly RecordDecoder decoder;
    private readonly RecordFields fields;
    private readonly SeedNames names;
    private readonly ObservedShapes shapes = new();
    private readonly ArrayBufferWriter<byte> kept = new();
    private readonly ArrayBufferWriter<byte> whole = new();

    public SeedMaker(SourcePlan source, IReadOnlySet<string>? fieldsUsed)
    {
        this.source = source;
        content = new RecordContent(fieldsUsed);
        identity = new RecordContent(source.Definition.Taxonomy is null ? null : IdentityOf(source.Definition, fieldsUsed));
        fields = new RecordFields(source.Definition.Columns.Select(c => c.Value), source.Definition.Rename);
        names = new SeedNames(source.WhereNames);
        decoder = new RecordDecoder(column => source.Declared?.Fields.GetValueOrDefault(source.Definition.Rename.GetValueOrDefault(column, column)));
    }

    public ReadOnlyMemory<byte> Value => kept.WrittenMemory;

    public ScanItem Make(RecordBatch batch, in RawRecord raw)
    {
        var place = new SourcePlace(batch.File.RepoPath, (int)Math.Min(raw.Line, int.MaxValue));
        var item = new ScanItem { Start = batch.Offset + raw.Start, End = batch.Offset + raw.Start + raw.Length, Line = raw.Line };
        using var document = decoder.Decode(batch, raw, out var problem);
        if (document is null)
        {
            return item with { Problems = [problem!] };
        }

        var record = document.RootElement;
        if (source.Rows is not null && !SourceRows.TryUnwrap(ref record, ref item, place, out problem))
        {
            return item with { Problems = [problem!] };
        }

        using var changed = fields.Apply(record, place, out problem);
        return problem is null
            ? Judge(item, changed?.RootElement ?? record, batch.File.Format, place)
            : item with { Problems = [problem] };
    }

    private ScanItem Judge(ScanItem item, JsonElement record, RecordFormat format, SourcePlace place)
    {
        if (source.Schema is { } schema && !schema.IsValid(record))
        {
            return item with { Problems = [.. schema.Validate(record).Select(e => new Diagnostic(SeedsDiagnostics.SchemaViolated, place, $"The record does not fit its schema at {At(e.InstancePath)}: {e.Message}"))] };
        }

        item = item with { Shape = source.Declared is null ? shapes.Of(record) : null };
        if (!IsChosen(record, place, out var problem))
        {
            return problem is null ? item : item with { Problems = [problem], IsUndecided = true };
        }

        return Name(item, record, format, place);
    }

    private bool IsChosen(JsonElement record, SourcePlace place, out Diagnostic? problem)
    {
        problem = null;
        if (source.Where is not { } where)
        {
            return true;
        }

        try
        {
            names.Seed = record;
            return where.Test(names);
        }
        catch (ExpressionFailure failure)
        {
            problem = new(SeedsDiagnostics.ConditionFailed, place, $"The condition \"where\" cannot be decided for this record: {failure.Message}");
            return false;
        }
    }

    private ScanItem Name(ScanItem item, JsonElement record, RecordFormat format, SourcePlace place)
    {
        var isWhole = content.Write(record, kept);
        var digest = ContentHash.Of(kept.WrittenSpan);
        var problems = new List<Diagnostic>();
        var key = source.Key.IsEmpty
            ? KeyOf(item, record, format, isWhole ? digest : null)
            : TextOf(record, source.Key, place, SeedsDiagnostics.KeyUnusable, problems);
        var group = item.Origin is not null ? item.Group : source.Group.IsEmpty ? key : TextOf(record, source.Group, place, SeedsDiagnostics.GroupUnusable, problems);
        if (key is null or { Length: > KeyText.MaxLength } || group is null)
        {
            return problems.Count == 0
                ? item with { Problems = [TooLong("key", key!, place)] }
                : item with { Problems = problems, Lacks = source.Key.Concat(source.Group).FirstOrDefault(f => !record.TryGetProperty(f.Utf8, out _))?.Text };
        }

        Span<byte> utf8 = stackalloc byte[KeyText.MaxLength * 3];
        utf8 = utf8[..Encoding.UTF8.GetBytes(key, utf8)];
        return item with { Key = key, Group = group, Content = digest, KeyHash = KeyIndex.HashOf(utf8), CutHash = Boundary.HashOf(utf8, PartitionCut) };
    }

    private string KeyOf(in ScanItem item, JsonElement record, RecordFormat format, ContentHash? digest)
    {
        if (item.Origin is { } row)
        {
            return KeyText.Escape(row);
        }

        if (format.IsDocument() && record.TryGetProperty(source.DocumentText.Utf8, out var text))
        {
            return ContentHash.Of(text.GetString()!).Short(KeyDigits);
        }

        if (digest is { } known && format is not RecordFormat.Taxonomy)
        {
            return known.Short(KeyDigits);
        }

        _ = identity.Write(record, whole);
        return ContentHash.Of(whole.WrittenSpan).Short(KeyDigits);
    }

    // Where an example lies, and the document that goes with it, only count where they are used: a leaf may be moved.
    private static HashSet<string> IdentityOf(SourceDefinition definition, IReadOnlySet<string>? fieldsUsed) => [.. TaxonomyFields.All
        .Select(f => (f.Key, Name: definition.Rename.GetValueOrDefault(f.Key, f.Key)))
        .Where(f => f.Key is not (TaxonomyFields.Path or TaxonomyFields.Document) || fieldsUsed is null || fieldsUsed.Contains(f.Name))
        .Select(f => f.Name)];

    private static string? TextOf(JsonElement record, ImmutableArray<FieldName> fields, SourcePlace place, DiagnosticKind kind, List<Diagnostic> problems)
    {
        var what = kind == SeedsDiagnostics.KeyUnusable ? "key" : "group";
        var text = KeyText.Of(record, fields, out var problem);
        if (text is null)
        {
            problems.Add(new(kind, place, $"The record has no {what}: it {problem}", $"the fields of a {what} are text, numbers or truth values"));
        }
        else if (text.Length is 0 or > KeyText.MaxLength)
        {
            problems.Add(text.Length == 0
                ? new(kind, place, $"The record has no {what}: its text is empty")
                : TooLong(what, text, place));
            return null;
        }

        return text;
    }

    private static Diagnostic TooLong(string what, string text, SourcePlace place) => new(
        SeedsDiagnostics.KeyTooLong, place, FormattableString.Invariant($"The {what} {Quoted.Text(text)} is longer than {KeyText.MaxLength} characters"), $"choose a shorter field as {what}");

    private static string At(string instancePath) => instancePath.Length == 0 ? "its top" : Quoted.Text(instancePath);
}
