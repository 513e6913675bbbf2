using System.Globalization;
using System.Text;

namespace SynthTool.Shards;

/// <summary>The dataset's <c>README.md</c>: a Hugging Face dataset card, from which loaders learn each config's files in order.</summary>
internal static class DatasetCard
{
    public const string FileName = "README.md";

    public static string Write(Manifest manifest, CardFacts facts)
    {
        var card = new StringBuilder();
        WriteFrontMatter(card, manifest);
        card.Append(CultureInfo.InvariantCulture, $"\n# {Line(manifest.Dataset)}\n");
        if (facts.Description is { } description)
        {
            card.Append(CultureInfo.InvariantCulture, $"\n{Paragraphs(description)}\n");
        }

        card.Append("\nThis dataset is synthetic: language models wrote part of it.\n");
        WriteCounts(card, manifest, facts);
        WriteUse(card, manifest);
        WriteSteps(card, facts);
        WriteTeachers(card, facts);
        return card.ToString();
    }

    private static void WriteFrontMatter(StringBuilder card, Manifest manifest)
    {
        card.Append("---\n");
        if (manifest.License is { } license)
        {
            card.Append(CultureInfo.InvariantCulture, $"license: {YamlText.Quote(license)}\n");
        }

        card.Append(CultureInfo.InvariantCulture, $"pretty_name: {YamlText.Quote(manifest.Dataset)}\ntags:\n- synthetic\nconfigs:\n");
        foreach (var output in manifest.Outputs)
        {
            card.Append(CultureInfo.InvariantCulture, $"- config_name: {YamlText.Quote(output.Name)}\n  data_files:\n");
            foreach (var split in output.Splits)
            {
                card.Append(CultureInfo.InvariantCulture, $"  - split: {YamlText.Quote(split.Name)}\n    path:\n");
                foreach (var file in split.Files)
                {
                    card.Append(CultureInfo.InvariantCulture, $"    - {YamlText.Quote(file.Path)}\n");
                }
            }
        }

        card.Append("---\n");
    }

    private static void WriteCounts(StringBuilder card, Manifest manifest, CardFacts facts)
    {
        card.Append("\n## What it holds\n\n");
        if (manifest.Version is { } version)
        {
            card.Append(CultureInfo.InvariantCulture, $"Version {Line(version)}. ");
        }

        card.Append(CultureInfo.InvariantCulture, $"Made from {facts.Seeds} seeds.\n\n| config | split | rows | columns |\n|---|---|---:|---|\n");
        foreach (var output in manifest.Outputs)
        {
            foreach (var split in output.Splits)
            {
                var columns = string.Join(", ", output.Columns.Select(c => $"{Cell(c.Name)} ({Cell(c.Type)})"));
                card.Append(CultureInfo.InvariantCulture, $"| {Cell(output.Name)} | {Cell(split.Name)} | {split.Rows} | {columns} |\n");
            }
        }
    }

    private static void WriteUse(StringBuilder card, Manifest manifest)
    {
        card.Append("\n## How to load it\n\n```python\nfrom datasets import load_dataset\n\n");
        foreach (var output in manifest.Outputs)
        {
            card.Append(CultureInfo.InvariantCulture, $"{Identifier(output.Name)} = load_dataset({YamlText.Quote(Manifest.FolderOf(manifest.Dataset))}, {YamlText.Quote(output.Name)})\n");
        }

        card.Append("```\n");
    }

    private static void WriteSteps(StringBuilder card, CardFacts facts)
    {
        if (facts.Steps.IsEmpty)
        {
            return;
        }

        card.Append("\n## How it was made\n\n");
        for (var i = 0; i < facts.Steps.Length; i++)
        {
            card.Append(CultureInfo.InvariantCulture, $"{i + 1}. {Line(facts.Steps[i])}\n");
        }
    }

    private static void WriteTeachers(StringBuilder card, CardFacts facts)
    {
        if (facts.Teachers.IsEmpty)
        {
            return;
        }

        card.Append("\n## Teachers and their licences\n\n");
        foreach (var teacher in facts.Teachers)
        {
            card.Append(CultureInfo.InvariantCulture, $"- **{Line(teacher.Name)}**: {Line(teacher.Model)}, {LicenseOf(teacher.License)}\n");
            foreach (var obligation in teacher.License?.Obligations ?? [])
            {
                card.Append(CultureInfo.InvariantCulture, $"  - obligation: {Line(obligation)}\n");
            }
        }

        card.Append("\nLicences are as the dataset's author declared them. This is not legal advice.\n");
    }

    private static string LicenseOf(CardLicense? license)
    {
        if (license is null)
        {
            return "no licence declared";
        }

        var url = license.Url is { } address ? $" ({Line(address)})" : "";
        var use = license.Distillation is { } distillation ? $", training on its answers: {Line(distillation)}" : "";
        return $"licence {Line(license.Id)}{url}{use}";
    }

    /// <summary>Text on one line, without control characters.</summary>
    private static string Line(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .Select(w => string.Concat(w.Where(c => !char.IsControl(c)))));

    private static string Paragraphs(string text) => string.Join("\n\n", text
        .ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(Line).Where(p => p.Length > 0));

    private static string Cell(string text) => Line(text).Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);

    private static string Identifier(string name)
    {
        var identifier = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
        return identifier.Length > 0 && !char.IsAsciiDigit(identifier[0]) ? identifier : "_" + identifier;
    }
}
