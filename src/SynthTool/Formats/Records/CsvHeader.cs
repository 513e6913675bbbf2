using System.Collections.Immutable;
using System.Text;
using SynthTool.Files;

namespace SynthTool.Formats.Records;

/// <summary>The first record of a CSV file: the names of its fields.</summary>
/// <param name="Names">In the file's order; different, and none is empty.</param>
internal sealed record CsvHeader(ImmutableArray<string> Names)
{
    /// <summary>The header of a file; null when it cannot be used, which a reader of the whole file reports.</summary>
    public static CsvHeader? Read(RecordFile file)
    {
        using var reader = new RecordReader(file, RecordRange.Whole(file));
        return reader.ReadHeader();
    }

    /// <param name="record">The first record, known to be UTF-8.</param>
    /// <param name="separator">What stands between two cells.</param>
    /// <param name="problem">Why it cannot be used.</param>
    public static CsvHeader? Parse(ReadOnlySpan<byte> record, byte separator, out string? problem)
    {
        var cells = new List<CsvCell>();
        problem = CsvCell.Split(record, separator, cells);
        if (problem is not null)
        {
            return null;
        }

        var names = ImmutableArray.CreateBuilder<string>(cells.Count);
        var room = new byte[record.Length];
        foreach (var cell in cells)
        {
            names.Add(Encoding.UTF8.GetString(cell.Text(record, room)));
        }

        problem = ProblemOf(names);
        return problem is null ? new CsvHeader(names.DrainToImmutable()) : null;
    }

    private static string? ProblemOf(ImmutableArray<string>.Builder names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i].Length == 0)
            {
                return FormattableString.Invariant($"column {i + 1} has no name");
            }

            if (!seen.Add(names[i]))
            {
                return $"the column {Quoted.Text(names[i])} comes twice";
            }
        }

        return null;
    }
}
