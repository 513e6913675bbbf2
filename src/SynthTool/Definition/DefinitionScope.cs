using System.Collections.Immutable;
using System.Globalization;
using SynthTool.Diagnostics;
using SynthTool.Expressions;
using SynthTool.Files;
using SynthTool.Formats.Yaml;

namespace SynthTool.Definition;

/// <summary>Takes values of one definition apart. Whatever does not fit becomes a finding and null, so that reading goes on.</summary>
/// <param name="root">What paths may not leave.</param>
/// <param name="folder">The folder of the file, which paths are relative to.</param>
/// <param name="source">The file.</param>
internal sealed class DefinitionScope(RepositoryRoot root, string folder, YamlSource source)
{
    private const int MaxLineLength = 1000;

    public Findings Findings { get; } = new();

    public void NotBuilt(SourcePlace place, string what, string description, string hint = "remove it") =>
        Findings.Add(DefinitionDiagnostics.NotBuiltYet, place, $"{what} is known, but this version does not build it yet ({description})", hint);

    public void WrongForm(YamlNode node, string what, string needed)
    {
        if (node is not YamlRefused)
        {
            var (message, hint) = Mismatch.Explain(node, what, needed);
            Findings.Add(DefinitionDiagnostics.WrongForm, node.Place, message, hint);
        }
    }

    /// <param name="what">What the value is for, such as <c>"prompt"</c> with its quotes.</param>
    public YamlMapping? Mapping(YamlNode node, string what, string needed = "a mapping")
    {
        if (node is YamlMapping mapping)
        {
            return mapping;
        }

        WrongForm(node, what, needed);
        return null;
    }

    /// <summary>The items of a list, or the value itself as the only one; never none without a finding.</summary>
    public ImmutableArray<YamlNode> OneOrMany(YamlNode node, string what)
    {
        if (node is YamlSequence { IsEmpty: true })
        {
            Findings.Add(DefinitionDiagnostics.ValueRefused, node.Place, $"{what} is an empty list", "write at least one item, or remove the key");
        }

        return node is YamlSequence list ? list.Items : [node];
    }

    /// <summary>Text as it is, of any length and number of lines.</summary>
    public Located<string>? Text(YamlNode node, string what)
    {
        if (node is YamlScalar { IsText: true } scalar)
        {
            return new Located<string>(scalar.Text, scalar.TextPlace);
        }

        WrongForm(node, what, "a text");
        return null;
    }

    /// <summary>Text on one line, without control characters, not empty.</summary>
    public Located<string>? Line(YamlNode node, string what)
    {
        var text = Text(node, what);
        if (text is null || (text.Value.Trim().Length > 0 && text.Value.Length <= MaxLineLength && !text.Value.Any(char.IsControl)))
        {
            return text;
        }

        Refuse(text.Place, what, FormattableString.Invariant($"must be one line of 1 to {MaxLineLength} characters"));
        return null;
    }

    public Expression? Expression(YamlNode node, string what)
    {
        if (node is not YamlScalar { IsNull: false } scalar)
        {
            WrongForm(node, what, "an expression");
            return null;
        }

        var text = scalar.Text.Trim();
        if (text.Length == 0)
        {
            Refuse(scalar.Place, what, "is empty, and must be an expression");
            return null;
        }

        return Expression(text, scalar.TextPlace);
    }

    public Expression? Expression(string text, SourcePlace place)
    {
        var parsed = SynthTool.Expressions.Expression.Parse(text, place);
        Findings.AddRange(parsed.Diagnostics);
        return parsed.Value;
    }

    /// <summary>A path or pattern, relative to the definition; becomes a path from the root.</summary>
    public Located<string>? Path(YamlNode node, string what)
    {
        if (Line(node, what) is not { } written)
        {
            return null;
        }

        if (root.TryResolve(folder, written.Value, out var resolved, out var error))
        {
            return written with { Value = resolved };
        }

        Findings.Add(FilesDiagnostics.PathRefused, written.Place, $"{Quoted.Path(written.Value)} {error}");
        return null;
    }

    /// <summary>A template or schema that lies in a file of its own.</summary>
    public DefinitionPart? FilePart(YamlNode node, string what)
    {
        if (Path(node, what) is not { } path)
        {
            return null;
        }

        if (path.Value.StartsWith($"{source.Path}#", StringComparison.Ordinal))
        {
            Refuse(path.Place, what, "cannot be a file of this name: parts of the definition are called so", "rename the file");
        }

        return new DefinitionPart(path.Value, path.Place);
    }

    /// <summary>A template or schema that the definition holds itself.</summary>
    /// <param name="name">Whose it is, such as <c>answer.prompt</c>.</param>
    public DefinitionPart InlinePart(string name, SourcePlace place, InlineText text) => new($"{source.Path}#{name}", place, text);

    public InlineTextBuilder NewText() => new(source);

    public long? Whole(YamlNode node, string what, long least, long most)
    {
        if (node is not YamlScalar { Kind: YamlScalarKind.Integer or YamlScalarKind.Float } scalar)
        {
            WrongForm(node, what, "a whole number");
            return null;
        }

        var isWhole = long.TryParse(scalar.ToJsonNumber(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value);
        if (isWhole && value >= least && value <= most)
        {
            return value;
        }

        Refuse(scalar.Place, what, FormattableString.Invariant($"must be a whole number from {least} to {most}"));
        return null;
    }

    public decimal? Number(YamlNode node, string what, decimal least, decimal most)
    {
        if (Number(node, what) is not { } value)
        {
            return null;
        }

        if (value >= least && value <= most)
        {
            return value;
        }

        Refuse(node.Place, what, FormattableString.Invariant($"must be a number from {least} to {most}"));
        return null;
    }

    /// <summary>A number above 0.</summary>
    public decimal? Positive(YamlNode node, string what, decimal most)
    {
        if (Number(node, what) is not { } value)
        {
            return null;
        }

        if (value > 0 && value <= most)
        {
            return value;
        }

        Refuse(node.Place, what, FormattableString.Invariant($"must be a number above 0 and up to {most}"));
        return null;
    }

    public void Refuse(SourcePlace place, string what, string why, string? hint = null) =>
        Findings.Add(DefinitionDiagnostics.ValueRefused, place, $"{what} {why}", hint);

    /// <param name="against">The reason against the name, to follow it; null when it is fine.</param>
    public bool CheckName(YamlScalar name, string what, string? against)
    {
        if (against is not null)
        {
            Findings.Add(DefinitionDiagnostics.NameRefused, name.TextPlace, $"{what} cannot be called {Quoted.Text(name.Text)}: it {against}");
        }

        return against is null;
    }

    private decimal? Number(YamlNode node, string what)
    {
        if (node is not YamlScalar { Kind: YamlScalarKind.Integer or YamlScalarKind.Float } scalar)
        {
            WrongForm(node, what, "a number");
            return null;
        }

        if (decimal.TryParse(scalar.ToJsonNumber(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
        {
            return value;
        }

        Refuse(scalar.Place, what, "has a number that is too large");
        return null;
    }
}
