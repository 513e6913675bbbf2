using System.Globalization;
using System.Text;

namespace SynthTool.Benchmarks.Data;

/// <summary>A table of about 1 KB a row, as a file that we and the reference read: text of several lengths, whole numbers and fractions.</summary>
internal static class RecordTable
{
    /// <summary>DuckDB's types of the columns, in their order.</summary>
    public const string Columns = "{id: 'VARCHAR', title: 'VARCHAR', text: 'VARCHAR', source: 'VARCHAR', tokens: 'BIGINT', score: 'DOUBLE'}";

    /// <summary>A query that touches every cell of every column.</summary>
    public const string Sums = "count(*), sum(strlen(id)), sum(strlen(title)), sum(strlen(text)), sum(strlen(source)), sum(tokens), sum(score)";

    private const int TextSeries = 7;
    private const int TitleSeries = 8;

    public static string MakeJsonLines(Bench bench, int rows) => Make(bench, rows, "jsonl", null, row =>
        $$"""{"id":"{{row.Id}}","title":"{{row.Title}}","text":"{{row.Text}}","source":"{{row.Source}}","tokens":{{row.Tokens}},"score":{{row.Score}}}""");

    public static string MakeCsv(Bench bench, int rows) => Make(bench, rows, "csv", "id,title,text,source,tokens,score", row =>
        $"{row.Id},{row.Title},\"{row.Text}\",{row.Source},{row.Tokens},{row.Score}");

    private static string Make(Bench bench, int rows, string extension, string? head, Func<(string Id, string Title, string Text, string Source, int Tokens, string Score), string> line)
    {
        var path = Path.Combine(bench.Folder, FormattableString.Invariant($"table-{rows}.{extension}"));
        if (File.Exists(path))
        {
            return path;
        }

        bench.Say($"making {Path.GetFileName(path)}");
        using var to = new StreamWriter(path, append: false, new UTF8Encoding(false), 1 << 20) { NewLine = "\n" };
        if (head is not null)
        {
            to.WriteLine(head);
        }

        for (var row = 0; row < rows; row++)
        {
            var text = SyntheticText.Of(TextSeries, row, 880);
            to.WriteLine(line((BenchDataset.KeyOf(row), SyntheticText.Of(TitleSeries, row, 40), text, $"https://example.org/{row % 97}", text.Length / 4, (row % 1000 / 1000.0).ToString(CultureInfo.InvariantCulture))));
        }

        return path;
    }
}
