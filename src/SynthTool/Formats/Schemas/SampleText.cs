using System.Globalization;
using System.Text.Json;

namespace SynthTool.Formats.Schemas;

/// <summary>A made-up string.</summary>
internal static class SampleText
{
    private const long MostLength = 100_000;

    private static readonly string[] Words = ["lorem", "ipsum", "dolor", "sit", "amet", "consectetur", "adipiscing", "elit", "sed", "tempor"];

    public static string Of(SchemaParts parts, string? proposed, string name, int salt)
    {
        var lengths = parts.All<LengthKeyword>().ToList();
        var least = Math.Min(lengths.Where(l => l.IsMinimum).Select(l => l.Limit).DefaultIfEmpty(0).Max(), MostLength);
        var most = Math.Min(lengths.Where(l => !l.IsMinimum).Select(l => l.Limit).DefaultIfEmpty(MostLength).Min(), MostLength);
        if (parts.All<PatternKeyword>().FirstOrDefault() is { } pattern)
        {
            return OfPattern(parts, pattern.Pattern, salt, (int)least);
        }

        var text = parts.Nodes.Select(n => n.Format).OfType<string>().FirstOrDefault() is { } format && OfFormat(format, salt) is { } formatted
            ? formatted
            : FormattableString.Invariant($"{(string.IsNullOrWhiteSpace(proposed) ? "Sample " + name : proposed)} {salt}");
        for (var i = salt; text.Length < least; i++)
        {
            text += " " + Words[(int)((uint)i % (uint)Words.Length)];
        }

        return text.Length <= most ? text : Short(salt, (int)most);
    }

    private static string OfPattern(SchemaParts parts, EcmaPattern pattern, int salt, int least)
    {
        var first = PatternSample.Of(pattern, salt, stretch: 1);
        foreach (var stretch in (int[])[1, 0, 2, 3, 5, 8, 13, 21, 34, least])
        {
            var text = PatternSample.Of(pattern, salt, stretch);
            using var json = JsonDocument.Parse(JsonSerializer.SerializeToUtf8Bytes(text));
            if (parts.Nodes.All(n => new SchemaRun(most: 0).Check(n, json.RootElement)))
            {
                return text;
            }
        }

        return first;
    }

    private static string? OfFormat(string format, int salt)
    {
        var day = DateTime.UnixEpoch.AddYears(54).AddDays((uint)salt % 3650);
        var number = (uint)salt;
        return format switch
        {
            "date-time" => day.AddMinutes(number % 1440).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            "date" => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            "time" => day.AddMinutes(number % 1440).ToString("HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            "duration" => FormattableString.Invariant($"P{(number % 30) + 1}D"),
            "email" or "idn-email" => FormattableString.Invariant($"someone{number}@example.org"),
            "hostname" or "idn-hostname" => FormattableString.Invariant($"host{number}.example.org"),
            "ipv4" => FormattableString.Invariant($"192.0.2.{(number % 254) + 1}"),
            "ipv6" => FormattableString.Invariant($"2001:db8::{(number % 9999) + 1}"),
            "uri" or "iri" or "uri-reference" or "iri-reference" => FormattableString.Invariant($"https://example.org/{number}"),
            "uuid" => FormattableString.Invariant($"00000000-0000-4000-8000-{number:x12}"),
            _ => null,
        };
    }

    /// <summary>The variation in letters, at most so many.</summary>
    private static string Short(int salt, int most)
    {
        var text = "";
        for (var left = (uint)salt; text.Length < most; left /= 26)
        {
            text += (char)('a' + (left % 26));
            if (left < 26)
            {
                break;
            }
        }

        return text;
    }
}
