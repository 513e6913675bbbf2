using System.Text;
using SynthTool.Definition;
using SynthTool.Formats.Chunks;
using SynthTool.Tests.Formats.Records;

namespace SynthTool.Tests.Seeds;

/// <summary>How the files of a test are read.</summary>
internal enum Kind
{
    Keyed,
    Keyless,
    Chosen,
    Limited,
    Csv,
    Tsv,
    Documents,
    Sections,
    Paragraphs,
    Words,
    Json,
    Yaml,
    Packed,
    PackedCsv,
    PackedYaml,
    Columns,
    TwoSources,
    Parquet,
    Taxonomy,
}

/// <summary>Four files of short lines, and edits of every sort that people make to them.</summary>
internal sealed class EditedFiles
{
    private const int Files = 4;

    private readonly SeedFolder folder;
    private readonly Kind kind;
    private readonly string below;
    private readonly List<string>[] lines = [.. Enumerable.Range(0, Files).Select(_ => new List<string>())];
    private readonly bool[] crlf = new bool[Files];
    private int made;

    /// <param name="below">The folder of the files, with a slash behind it; or nothing.</param>
    public EditedFiles(SeedFolder folder, Kind kind, int size, string below = "")
    {
        this.folder = folder;
        this.below = below;
        this.kind = kind;
        for (var i = 0; i < size; i++)
        {
            // Records without key may repeat: about a third of them do, often far from the first.
            lines[i * Files / Math.Max(1, size)].Add(Line(kind is Kind.Keyless ? i * 37 % Math.Max(1, size * 2 / 3) : i));
            made++;
        }
    }

    public SourceDefinition[] Sources => [.. Written.Select(s => s with { From = [.. s.From.Select(f => f with { Value = below + f.Value })], Taxonomy = s.Taxonomy is { } tree ? tree with { Value = below + tree.Value } : null })];

    private SourceDefinition[] Written => kind switch
    {
        Kind.Keyless => [SeedFolder.Source("*.jsonl")],
        Kind.Chosen => [SeedFolder.Source("*.jsonl", "id") with { Where = SeedFolder.Where("seed.n % 3 != 0") }],
        Kind.Limited => [SeedFolder.Source("0.jsonl 1.jsonl", "id") with { Limit = 60 }, SeedFolder.Source("2.jsonl 3.jsonl", "id") with { Limit = 40 }],
        Kind.Csv => [SeedFolder.Source("*.csv", "id")],
        Kind.Tsv => [SeedFolder.Source("*.tsv", "id")],
        Kind.Sections => [Chunked("*.md", new ChunkRule(ChunkBy.Heading, 20, 0), "path", "position"), Chunked("*.md", new ChunkRule(ChunkBy.Heading, null, 0))],
        Kind.Paragraphs => [Chunked("*.md", new ChunkRule(ChunkBy.Paragraphs, 12, 0))],
        Kind.Words => [Chunked("*.md", new ChunkRule(ChunkBy.Words, 9, 4))],
        Kind.Documents => [SeedFolder.Source("*.txt")],
        Kind.Json => [SeedFolder.Source("*.json", "id")],
        Kind.Yaml => [SeedFolder.Source("*.yaml", "id")],
        Kind.Packed => [SeedFolder.Source("*.jsonl.gz", "id")],
        Kind.PackedCsv => [SeedFolder.Source("*.csv.gz", "id")],
        Kind.PackedYaml => [SeedFolder.Source("*.yaml.gz", "id")],
        Kind.Columns => [SeedFolder.Source("*.jsonl", "id") with { Columns = [SeedFolder.At("id"), SeedFolder.At("x")] }],
        Kind.Parquet => [SeedFolder.Source("*.parquet", "id")],
        Kind.Taxonomy => [SeedFolder.Source("") with { From = [], Taxonomy = SeedFolder.At("tree") }],
        Kind.TwoSources => [SeedFolder.Source("0.jsonl 1.jsonl"), SeedFolder.Source("2.jsonl 3.jsonl", "id")],
        _ => [SeedFolder.Source("*.jsonl", "id")],
    };

    public void Edit(int what, int where, int length, int number)
    {
        var file = where % Files;
        var at = lines[file].Count == 0 ? 0 : length % lines[file].Count;
        switch (what)
        {
            case 0 or 1:
                lines[file].Insert(at, Line(made++));
                break;
            case 2 when lines[file].Count > 0:
                lines[file][at] = Line(number);
                break;
            case 3 when lines[file].Count > 0:
                lines[file].RemoveRange(at, Math.Min(lines[file].Count - at, number % 40));
                break;
            case 4:
                Move(file, at, (file + 1 + (number % (Files - 1))) % Files, number);
                break;
            case 5:
                lines[file].Insert(at, "");
                break;
            case 6:
                crlf[file] = !crlf[file];
                break;
            case 7:
                (lines[file], lines[(file + 1) % Files]) = (lines[(file + 1) % Files], lines[file]);
                break;
            case 8:
                lines[file].AddRange(Enumerable.Range(0, number / 4).Select(_ => Line(made++)));
                break;
            default:
                lines[file].InsertRange(at, Enumerable.Range(0, number % 3).Select(i => Line(number + i)));
                break;
        }
    }

    public void Write()
    {
        for (var i = 0; i < Files; i++)
        {
            if (kind is Kind.Parquet or Kind.Taxonomy)
            {
                WriteMade(i);
                continue;
            }

            var end = crlf[i] ? "\r\n" : "\n";
            var text = kind switch
            {
                Kind.Csv or Kind.PackedCsv => $"id,n{end}{Joined(lines[i], end)}",
                Kind.Tsv => $"id\tn{end}{Joined(lines[i], end)}",
                Kind.Json => $"[{end}{string.Join($",{end}", lines[i].Where(l => l.Length > 0))}{end}]",
                Kind.Yaml or Kind.PackedYaml => Joined([.. lines[i].Select((l, n) => l.Length == 0 ? "# nothing" : n % 9 == 8 ? $"- {l}{end}---" : $"- {l}")], end),
                _ => Joined(lines[i], end),
            };
            folder.With($"{below}{i}.{Extension}", kind is Kind.Packed or Kind.PackedCsv or Kind.PackedYaml ? Gzip.Pack(text) : Encoding.UTF8.GetBytes(text));
        }
    }

    private void WriteMade(int file)
    {
        string[] records = [.. lines[file].Where(l => l.Length > 0)];
        if (kind is Kind.Parquet)
        {
            folder.With($"{below}{file}.parquet", ParquetRows.Bytes([.. records.Select(r => (r.Split(',')[0], int.Parse(r.Split(',')[1], System.Globalization.CultureInfo.InvariantCulture)))]));
            return;
        }

        // A leaf has five examples at least, and asks nothing twice; a document comes and goes.
        folder.With($"{below}tree/knowledge/{file}/qna.yaml", Leaf.Document([.. records.Distinct(), .. Enumerable.Range(0, 5).Select(n => $"always {n}")]));
        folder.With($"{below}tree/knowledge/{file}/{(crlf[file] ? "b" : "c")}.md", $"{records.Length % 3}");
    }

    private string Extension => kind switch { Kind.Csv => "csv", Kind.Tsv => "tsv", Kind.Documents => "txt", Kind.Sections or Kind.Paragraphs or Kind.Words => "md", Kind.Json => "json", Kind.Yaml => "yaml", Kind.Packed => "jsonl.gz", Kind.PackedCsv => "csv.gz", Kind.PackedYaml => "yaml.gz", _ => "jsonl" };

    private static string Joined(List<string> lines, string end) => lines.Aggregate(new StringBuilder(), (text, line) => text.Append(line).Append(end)).ToString();

    private static SourceDefinition Chunked(string from, ChunkRule rule, params string[] key) =>
        SeedFolder.Source(from, key) with { Chunk = new(rule, SeedFolder.At("x").Place) };

    private string Line(int number) => kind is Kind.Sections or Kind.Paragraphs or Kind.Words
        ? (number % 5) switch { 0 => $"# h{number}", 1 => "", _ => $"p{number} says {number % 7}. Nothing else" }
        : kind is Kind.Csv or Kind.PackedCsv or Kind.Parquet or Kind.Taxonomy ? $"k{number},{number % 7}" : kind is Kind.Tsv ? $"k{number}\t{number % 7}" : $"{{\"id\":\"k{number}\",\"n\":{number % 7}{(number % 11 == 0 ? ",\"x\":1" : "")}}}";

    private void Move(int from, int at, int to, int number)
    {
        var moved = lines[from].GetRange(at, Math.Min(lines[from].Count - at, number % 50));
        lines[from].RemoveRange(at, moved.Count);
        lines[to].InsertRange(lines[to].Count == 0 ? 0 : number % lines[to].Count, moved);
    }
}
