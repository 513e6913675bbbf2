using System.Collections.Immutable;
using SynthTool.Diagnostics;
using SynthTool.Files;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace SynthTool.Formats.Yaml;

/// <summary>Reads a YAML file into <see cref="YamlNode"/>s. Tags, anchors, aliases, merge keys, directives and further documents are refused.</summary>
internal sealed class YamlReader
{
    /// <summary>How long a file may be, in UTF-16 units.</summary>
    public const int MaxLength = 1024 * 1024;

    /// <summary>How deep mappings and sequences may lie in each other.</summary>
    public const int MaxDepth = 64;

    private readonly YamlSource source;
    private readonly Parser parser;
    private readonly Findings findings = new();
    private readonly Stack<SourcePlace> open = new();

    private YamlReader(YamlSource source)
    {
        this.source = source;
        parser = new Parser(new Scanner(new StringReader(source.Text), skipComments: true));
    }

    /// <summary>The file's only document; an empty file is a null. The value is null when the text cannot be read to its end.</summary>
    /// <param name="path">The file's name in findings.</param>
    public static Parsed<YamlNode> Read(string path, string text)
    {
        var source = Open(path, text, MaxLength, out var problem);
        if (problem is not null)
        {
            return new(null, [problem]);
        }

        var reader = new YamlReader(source);
        var root = reader.Guarded(reader.Document);
        return new Parsed<YamlNode>(root, reader.findings.ToSorted());
    }

    /// <summary>
    /// Reads any number of documents, each a value or a list of values. Only one value is held at a time: the whole file as nodes may be
    /// many times as large as its text.
    /// </summary>
    /// <param name="path">The file's name in findings.</param>
    /// <param name="text">The file.</param>
    /// <param name="maxLength">How long it may be, in UTF-16 units.</param>
    /// <param name="take">Takes each value, in order; what was refused in it is a null.</param>
    /// <returns>What is wrong, sorted.</returns>
    public static ImmutableArray<Diagnostic> ReadRecords(string path, string text, int maxLength, Action<YamlNode> take)
    {
        var source = Open(path, text, maxLength, out var problem);
        if (problem is not null)
        {
            return [problem];
        }

        var reader = new YamlReader(source);
        reader.Guarded(() => reader.Documents(take));
        return reader.findings.ToSorted();
    }

    private static YamlSource Open(string path, string text, int maxLength, out Diagnostic? problem)
    {
        problem = null;
        if (text.Length > maxLength)
        {
            problem = new(YamlDiagnostics.TooLarge, new SourcePlace(path), FormattableString.Invariant($"{Quoted.Path(path)} has more than {maxLength:N0} characters"));
            return new YamlSource(path, "");
        }

        var source = new YamlSource(path, text);
        if (source.FindRefusedCharacter() is var refused and >= 0)
        {
            problem = new(
                YamlDiagnostics.CharacterRefused,
                source.PlaceAt(refused),
                FormattableString.Invariant($"the character U+{(int)source.Text[refused]:X4} cannot stand here"),
                "remove it; where a text needs it, write it as an escape in double quotes");
        }

        return source;
    }

    // Besides its own exceptions the library lets these slip out for some broken texts.
    private YamlNode? Guarded(Func<YamlNode?> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is YamlException or InvalidOperationException or ArgumentException or FormatException or OverflowException)
        {
            var found = YamlSyntax.Explain(error, source, open);
            if (!findings.ToSorted().Any(f => f.Kind == YamlDiagnostics.QuotesMissing && f.Place?.Line == found.Place?.Line))
            {
                findings.Add(found);
            }

            return null;
        }
    }

    private YamlNode? Documents(Action<YamlNode> take)
    {
        Take();
        var last = (YamlNode?)null;
        for (var next = Take(); next is DocumentStart start; next = Take())
        {
            if (!start.IsImplicit && source.CharAt(PlaceOf(start)) == '%')
            {
                Refuse(PlaceOf(start), "directives", "remove the line");
            }

            var root = Take();
            last = root is SequenceStart { Tag.IsEmpty: true } ? Nested(PlaceOf(root), place => Items(root, place, take)) : Node(root);
            if (last is null)
            {
                return null;
            }

            // A file that is empty, or ends with ---, has no value there.
            if (root is not (SequenceStart { Tag.IsEmpty: true } or Scalar { Value: "", Style: ScalarStyle.Plain }))
            {
                take(last);
            }

            Take();
        }

        return last;
    }

    private YamlSequence? Items(ParsingEvent list, SourcePlace place, Action<YamlNode> take)
    {
        RefuseAnchor(list);
        for (var next = Take(); next is not SequenceEnd; next = Take())
        {
            if (Node(next) is not { } item)
            {
                return null;
            }

            take(item);
        }

        return new YamlSequence(place, []);
    }

    private YamlNode? Document()
    {
        Take();
        var first = Take();
        if (first is not DocumentStart start)
        {
            return new YamlScalar(source.Place(1, 1), "", YamlScalarStyle.Plain, source.Place(1, 1));
        }

        if (!start.IsImplicit && source.CharAt(PlaceOf(start)) == '%')
        {
            Refuse(PlaceOf(start), "directives", "remove the line");
        }

        var root = Node(Take());
        if (root is not null)
        {
            Take();
            if (Take() is DocumentStart second)
            {
                Refuse(PlaceOf(second), "a second document", "one file is one definition: put it into a file of its own");
            }
        }

        return root;
    }

    /// <summary>The node that begins with an event; null when reading must stop.</summary>
    private YamlNode? Node(ParsingEvent first)
    {
        var place = PlaceOf(first);
        if (first is AnchorAlias alias)
        {
            Refuse(place, "an alias", $"write the value out; if it is text, quote it: {Quoted.Text($"*{alias.Value}")}");
            return new YamlRefused(place);
        }

        if (first is NodeEvent { Tag.IsEmpty: false })
        {
            Refuse(place, "a tag", "remove it; a text that begins with ! must be quoted");
            Skip(first);
            return new YamlRefused(place);
        }

        RefuseAnchor(first);
        return first switch
        {
            Scalar scalar => ScalarOf(scalar),
            SequenceStart => Nested(place, Sequence),
            _ => Nested(place, Mapping),
        };
    }

    private YamlNode? Nested(SourcePlace place, Func<SourcePlace, YamlNode?> read)
    {
        if (open.Count == MaxDepth)
        {
            findings.Add(YamlDiagnostics.TooLarge, place, FormattableString.Invariant($"mappings and lists lie more than {MaxDepth} deep in each other"));
            return null;
        }

        open.Push(place);
        var node = read(place);
        open.Pop();
        return node;
    }

    private YamlSequence? Sequence(SourcePlace place)
    {
        var items = ImmutableArray.CreateBuilder<YamlNode>();
        for (var next = Take(); next is not SequenceEnd; next = Take())
        {
            if (Node(next) is not { } item)
            {
                return null;
            }

            items.Add(item);
        }

        return new YamlSequence(place, items.ToImmutable());
    }

    private YamlNode? Mapping(SourcePlace place)
    {
        var entries = new List<YamlEntry>();
        var keys = new Dictionary<string, SourcePlace>(StringComparer.Ordinal);
        for (var next = Take(); next is not MappingEnd; next = Take())
        {
            if (IsTemplate(place, next))
            {
                return Template(place, next);
            }

            var key = Key(next);
            var value = Node(Take());
            if (value is null)
            {
                return null;
            }

            if (key is not null && IsNew(key, keys))
            {
                entries.Add(new YamlEntry(key, value));
            }
        }

        var begins = entries.Count > 0 && source.CharAt(place) != '{' ? entries[0].Place : place; // [a: b] has no place of its own in the library
        return new YamlMapping(begins, [.. entries]);
    }

    private YamlScalar? Key(ParsingEvent first)
    {
        var place = PlaceOf(first);
        if (first is Scalar { Tag.IsEmpty: true } scalar && scalar is not { Style: ScalarStyle.Plain, Value: "" or "<<" })
        {
            RefuseAnchor(first);
            return ScalarOf(scalar);
        }

        var what = first is Scalar { Value: "<<" } ? "a merge key" : first is Scalar { Tag.IsEmpty: true } ? "an empty key" : "a key that is no plain text";
        Refuse(place, what, "keys are words; a text with braces, brackets or ? at its beginning must be quoted");
        Skip(first);
        return null;
    }

    private bool IsNew(YamlScalar key, Dictionary<string, SourcePlace> keys)
    {
        if (keys.TryAdd(key.Text, key.Place))
        {
            return true;
        }

        findings.Add(YamlDiagnostics.DuplicateKey, key.Place, FormattableString.Invariant($"the key {Quoted.Text(key.Text)} is already written in line {keys[key.Text].Line}"), "keep one of them");
        return false;
    }

    /// <summary>Whether a mapping is really a text that begins with <c>{{</c>.</summary>
    private bool IsTemplate(SourcePlace mapping, ParsingEvent key) =>
        key is MappingStart && source.RestOfLine(mapping).StartsWith("{{", StringComparison.Ordinal);

    private YamlRefused Template(SourcePlace mapping, ParsingEvent key)
    {
        findings.Add(YamlDiagnostics.QuotesMissing, mapping, "{{ begins a mapping in YAML, where a text is meant", "quote it: \"{{ … }}\"");
        Skip(key);
        for (var depth = 1; depth > 0;)
        {
            depth += Take().NestingIncrease;
        }

        return new YamlRefused(mapping);
    }

    private YamlScalar ScalarOf(Scalar scalar)
    {
        var style = scalar.Style switch
        {
            ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted => YamlScalarStyle.Quoted,
            ScalarStyle.Literal or ScalarStyle.Folded => YamlScalarStyle.Block,
            _ => YamlScalarStyle.Plain,
        };
        var place = PlaceOf(scalar);
        return new YamlScalar(place, scalar.Value, style, scalar.Value.Length == 0 ? place : TextPlace(place, style));
    }

    private SourcePlace TextPlace(SourcePlace place, YamlScalarStyle style)
    {
        var offset = source.OffsetOf(place) + style switch
        {
            YamlScalarStyle.Quoted => 1,
            YamlScalarStyle.Block => source.RestOfLine(place).Length,
            _ => 0,
        };
        var blank = source.Text.AsSpan(offset).IndexOfAnyExcept(" \t\r\n");
        return style is YamlScalarStyle.Plain || blank < 0 ? place : source.PlaceAt(offset + blank);
    }

    private void Skip(ParsingEvent first)
    {
        for (var depth = first.NestingIncrease; depth > 0;)
        {
            depth += Take().NestingIncrease;
        }
    }

    private ParsingEvent Take() => parser.MoveNext() ? parser.Current! : throw new YamlException("the text ends too early");

    private SourcePlace PlaceOf(ParsingEvent found) => source.Place(found.Start.Line, found.Start.Column);

    private void RefuseAnchor(ParsingEvent found)
    {
        if (found is NodeEvent { Anchor.IsEmpty: false })
        {
            Refuse(PlaceOf(found), "an anchor", "remove it; a text that begins with & must be quoted");
        }
    }

    private void Refuse(SourcePlace place, string what, string hint) =>
        findings.Add(YamlDiagnostics.FeatureRefused, place, $"{what} of YAML cannot be used here", hint);
}
