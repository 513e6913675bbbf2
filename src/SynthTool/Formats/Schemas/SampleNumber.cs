using System.Globalization;
using System.Text.Json;

namespace SynthTool.Formats.Schemas;

/// <summary>A made-up number between the bounds, as JSON text.</summary>
internal static class SampleNumber
{
    private const decimal Reach = 100;

    public static string Of(SchemaParts parts, bool isInteger, int salt)
    {
        var bounds = parts.All<NumberBoundKeyword>().ToList();
        var step = parts.All<MultipleOfKeyword>().Select(m => ToDecimal(m.Divisor)).OfType<decimal>().FirstOrDefault();
        var low = bounds.Where(b => b.IsMinimum).Select(b => ToDecimal(b.Limit)).Max();
        var high = bounds.Where(b => !b.IsMinimum).Select(b => ToDecimal(b.Limit)).Min();
        if (bounds.Any(b => ToDecimal(b.Limit) is null or > 1e20m or < -1e20m))
        {
            return bounds[0].Limit.GetRawText(); // out of reach of decimals: a bound is the best guess
        }

        var from = low ?? (high is null or >= 0 ? 0 : high.Value - Reach);
        var to = high ?? from + Reach;
        from = (high is not null && low is null && from > to) ? to - Reach : from;
        step = step != 0 ? (isInteger && step < 1 ? 1 : step) : isInteger || to - from >= 4 ? 1 : (to - from) / 8;
        return Format(Pick(bounds, from, to, step, salt));
    }

    private static decimal Pick(List<NumberBoundKeyword> bounds, decimal from, decimal to, decimal step, int salt)
    {
        const double MostSteps = 1e20; // so that no quotient below overflows
        if (step <= 0 || Math.Max(Math.Abs((double)from), Math.Abs((double)to)) / (double)step > MostSteps)
        {
            return from;
        }

        var first = decimal.Ceiling(from / step) * step;
        first = bounds.Any(b => b.IsMinimum && b.IsExclusive && ToDecimal(b.Limit) == first) ? first + step : first;
        var count = first > to ? 1 : Math.Min(Reach, decimal.Floor((to - first) / step) + 1);
        var value = first + ((uint)salt % (uint)count * step);
        return bounds.Any(b => !b.IsMinimum && b.IsExclusive && ToDecimal(b.Limit) == value) && count > 1 ? value - step : value;
    }

    private static string Format(decimal value)
    {
        var text = value.ToString(CultureInfo.InvariantCulture);
        return text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text;
    }

    private static decimal? ToDecimal(JsonElement number) => number.TryGetDecimal(out var value) ? value : null;
}
