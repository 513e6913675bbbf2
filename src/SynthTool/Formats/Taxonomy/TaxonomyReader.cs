using System.Collections.Immutable;
using System.Globalization;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Formats.Yaml;

namespace SynthTool.Formats.Taxonomy;

/// <summary>
/// Reads a <c>qna.yaml</c> by the rules of InstructLab's schemas: version 2 and 3, knowledge and skills. All that is wrong is
/// found, each with its place.
/// </summary>
internal sealed class TaxonomyReader
{
    private const int LeastExamples = 5;
    private const int LeastPairs = 3;

    private readonly Findings findings = new();
    private readonly YamlMapping root;

    private TaxonomyReader(YamlMapping root) => this.root = root;

    /// <param name="repoPath">The file, which findings name.</param>
    /// <param name="text">The file.</param>
    /// <param name="leafPath">The leaf's path in the tree: its first folder tells knowledge from skills.</param>
    public static Parsed<TaxonomyLeaf> Read(string repoPath, string text, string leafPath)
    {
        var yaml = YamlReader.Read(repoPath, text);
        if (yaml.Value is null || yaml.Diagnostics.Any(d => d.IsError))
        {
            return new(null, yaml.Diagnostics);
        }

        if (yaml.Value is not YamlMapping root)
        {
            return new(null, [new(TaxonomyDiagnostics.WrongForm, yaml.Value.Place, "The leaf is no mapping of keys and values")]);
        }

        var reader = new TaxonomyReader(root);
        var leaf = reader.Leaf(leafPath);
        return new(reader.findings.HasErrors ? null : leaf, reader.findings.ToSorted());
    }

    private TaxonomyLeaf? Leaf(string leafPath)
    {
        var isKnowledge = leafPath.Split('/')[0] switch
        {
            "knowledge" => true,
            "compositional_skills" or "foundational_skills" => false,
            _ => root.Find("document") is not null,
        };
        if (Version(isKnowledge) is not { } version)
        {
            return null;
        }

        string[] needed = (isKnowledge, version) switch
        {
            (true, 3) => ["version", "created_by", "domain", "seed_examples", "document", "document_outline"],
            (true, _) => ["version", "created_by", "domain", "task_description", "seed_examples", "document"],
            _ => ["version", "created_by", "task_description", "seed_examples"],
        };
        CheckKeys(root, $"{(isKnowledge ? "knowledge" : "a skill")} of version {version}", needed);
        return new TaxonomyLeaf
        {
            Version = version,
            IsKnowledge = isKnowledge,
            CreatedBy = Text(root, "created_by") ?? "",
            Domain = isKnowledge ? Text(root, "domain") : null,
            TaskDescription = Text(root, "task_description"),
            DocumentOutline = Text(root, "document_outline"),
            Patterns = isKnowledge ? Patterns(version) : [],
            Examples = Examples(hasPairs: isKnowledge && version == 3, mayHaveContext: !isKnowledge),
        };
    }

    private int? Version(bool isKnowledge)
    {
        var newest = isKnowledge ? "3" : "2 or 3";
        switch (root.Find("version"))
        {
            case null:
                findings.Add(TaxonomyDiagnostics.VersionRefused, root.Place, "The leaf names no version, as those of version 1 do, and that form is not read", $"bring it to version {newest} and write \"version\"");
                return null;
            case { Value: YamlScalar { Kind: YamlScalarKind.Integer } scalar } when int.TryParse(scalar.Text, CultureInfo.InvariantCulture, out var version):
                if (version is 2 or 3)
                {
                    return version;
                }

                findings.Add(TaxonomyDiagnostics.VersionRefused, scalar.Place, FormattableString.Invariant($"The leaf is of version {version}, and versions 2 and 3 are read"), $"bring it to version {newest}");
                return null;
            case { } other:
                findings.Add(TaxonomyDiagnostics.VersionRefused, other.Value.Place, "\"version\" must be the number 2 or 3", "write it without quotes and without a point");
                return null;
        }
    }

    private ImmutableArray<TaxonomyExample> Examples(bool hasPairs, bool mayHaveContext)
    {
        var examples = ImmutableArray.CreateBuilder<TaxonomyExample>();
        var seen = new Dictionary<(string? Context, string Question), int>();
        foreach (var item in Items(root, "seed_examples", LeastExamples))
        {
            if (Mapping(item, "An example") is not { } example)
            {
                continue;
            }

            var context = Text(example, "context");
            ImmutableArray<(string, string)> pairs;
            if (hasPairs)
            {
                CheckKeys(example, "an example of knowledge of version 3", ["context", "questions_and_answers"]);
                pairs = [.. Items(example, "questions_and_answers", LeastPairs).Select(p => PairOf(p, context, seen)).Where(p => p is not null).Select(p => p!.Value)];
            }
            else
            {
                CheckKeys(example, mayHaveContext ? "an example of a skill" : "an example of knowledge of version 2", ["question", "answer"], mayHaveContext ? ["context"] : []);
                pairs = Pair(example, context, seen) is { } pair ? [pair] : [];
            }

            if (!pairs.IsEmpty)
            {
                examples.Add(new TaxonomyExample(item.Place.Line, context, pairs));
            }
        }

        return examples.ToImmutable();
    }

    // Beside these two a pair may say whatever it likes.
    private (string Question, string Answer)? PairOf(YamlNode node, string? context, Dictionary<(string? Context, string Question), int> seen)
    {
        if (Mapping(node, "A pair") is not { } pair)
        {
            return null;
        }

        Require(pair, "a pair", "question");
        Require(pair, "a pair", "answer");
        return Pair(pair, context, seen);
    }

    private (string Question, string Answer)? Pair(YamlMapping pair, string? context, Dictionary<(string? Context, string Question), int> seen)
    {
        if (Text(pair, "question") is not { } question || Text(pair, "answer") is not { } answer)
        {
            return null;
        }

        var place = pair.Find("question")!.Place;
        if (!seen.TryAdd((context, question), place.Line))
        {
            findings.Add(TaxonomyDiagnostics.Repeated, place, FormattableString.Invariant($"The question {Quoted.Text(question)} was already asked in line {seen[(context, question)]}"), "keep one of them, or give each a context of its own");
        }

        return (question, answer);
    }

    private ImmutableArray<Located<string>> Patterns(int version)
    {
        if (root.Find("document") is not { } entry || Mapping(entry.Value, "\"document\"") is not { } document)
        {
            return [];
        }

        CheckKeys(document, "a document", version == 3 ? ["patterns"] : ["repo", "commit", "patterns"], version == 3 ? ["repo", "commit", "folder"] : []);
        _ = (Text(document, "repo"), Text(document, "commit"), Text(document, "folder"));
        var patterns = ImmutableArray.CreateBuilder<Located<string>>();
        foreach (var item in Items(document, "patterns", 1))
        {
            if (TextOf(item, "A pattern") is not { } pattern)
            {
                continue;
            }

            if (patterns.Any(p => p.Value == pattern))
            {
                findings.Add(TaxonomyDiagnostics.Repeated, item.Place, $"The pattern {Quoted.Text(pattern)} is written twice", "keep one of them");
            }

            patterns.Add(new Located<string>(pattern, item.Place));
        }

        return patterns.ToImmutable();
    }

    private void CheckKeys(YamlMapping mapping, string what, string[] needed, params string[] allowed)
    {
        foreach (var key in needed)
        {
            Require(mapping, what, key);
        }

        string[] known = [.. needed, .. allowed];
        foreach (var entry in mapping.Entries.Where(e => !known.Contains(e.Name, StringComparer.Ordinal)))
        {
            findings.Add(TaxonomyDiagnostics.KeyUnknown, entry.Place, $"{Quoted.Text(entry.Name)} is no key of {what}", Suggestion.Hint(entry.Name, known));
        }
    }

    private void Require(YamlMapping mapping, string what, string key)
    {
        if (mapping.Find(key) is null)
        {
            findings.Add(TaxonomyDiagnostics.KeyMissing, mapping.Place, $"\"{key}\" is missing, which {what} must have");
        }
    }

    private ImmutableArray<YamlNode> Items(YamlMapping mapping, string key, int least)
    {
        if (mapping.Find(key) is not { } entry)
        {
            return [];
        }

        if (entry.Value is not YamlSequence list)
        {
            Wrong(entry.Value, $"\"{key}\"", "a list");
            return [];
        }

        if (list.Items.Length < least)
        {
            findings.Add(TaxonomyDiagnostics.TooFew, entry.Place, FormattableString.Invariant($"\"{key}\" has {list.Items.Length} of at least {least} items"));
        }

        return list.Items;
    }

    private YamlMapping? Mapping(YamlNode node, string what)
    {
        if (node is not YamlMapping)
        {
            Wrong(node, what, "a mapping of keys and values");
        }

        return node as YamlMapping;
    }

    private string? Text(YamlMapping mapping, string key) => mapping.Find(key) is { } entry ? TextOf(entry.Value, $"\"{key}\"") : null;

    private string? TextOf(YamlNode node, string what)
    {
        if (node is not YamlScalar { IsText: true } scalar)
        {
            Wrong(node, what, "a text");
            return null;
        }

        var text = scalar.Text.TrimEnd();
        if (text.Length > 0)
        {
            return text;
        }

        findings.Add(TaxonomyDiagnostics.WrongForm, node.Place, $"{what} is empty, and must be a text");
        return null;
    }

    private void Wrong(YamlNode node, string what, string needed)
    {
        var (found, hint) = node switch
        {
            YamlMapping => ("a mapping", needed == "a text" ? "a text with \": \" in it must be quoted, or stand below a |" : null),
            YamlSequence => ("a list", null),
            YamlScalar { IsNull: true } => ("nothing", null),
            YamlScalar { IsText: false } => ("a number, true or false", needed == "a text" ? "quote it" : null),
            _ => ("a text", (string?)null),
        };
        findings.Add(TaxonomyDiagnostics.WrongForm, node.Place, $"{what} must be {needed}, and is {found}", hint);
    }
}
