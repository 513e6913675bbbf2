using System.Globalization;

namespace SynthTool.Benchmarks;

/// <summary>What to measure, and how large.</summary>
/// <param name="Names">Of <see cref="Suite.Names"/>, in their order.</param>
/// <param name="Size">No measure uses more rows than this.</param>
/// <param name="Runs">Pairs of runs of each measure; null: as each measure declares.</param>
/// <param name="Folder">Where data are made; null: a new temporary folder.</param>
/// <param name="Keep">Whether the data stay, so that the next run with the same folder needs not make them again.</param>
internal sealed record BenchmarkOptions(IReadOnlyList<string> Names, int Size, int? Runs, string? Folder, bool Keep)
{
    public const int FullSize = 1_000_000;

    /// <summary>Null when the arguments cannot be understood.</summary>
    public static BenchmarkOptions? Parse(string[] args)
    {
        var options = new BenchmarkOptions([], FullSize, null, null, false);
        var names = new List<string>();
        for (var i = 0; i < args.Length; i++)
        {
            var value = i + 1 < args.Length ? args[i + 1] : "";
            switch (args[i])
            {
                case "--size" when Number(value) is { } size:
                    options = options with { Size = size };
                    i++;
                    break;
                case "--runs" when Number(value) is { } runs:
                    options = options with { Runs = runs };
                    i++;
                    break;
                case "--folder" when value.Length > 0:
                    options = options with { Folder = Path.GetFullPath(value) };
                    i++;
                    break;
                case "--keep":
                    options = options with { Keep = true };
                    break;
                case var name when Suite.Names.Contains(name, StringComparer.Ordinal):
                    names.Add(name);
                    break;
                default:
                    return null;
            }
        }

        return options with { Names = [.. Suite.Names.Where(n => names.Count == 0 || names.Contains(n, StringComparer.Ordinal))] };
    }

    private static int? Number(string text) =>
        int.TryParse(text.Replace("_", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
