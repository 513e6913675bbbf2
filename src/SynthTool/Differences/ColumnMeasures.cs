using System.Globalization;
using System.Text.Json;

namespace SynthTool.Differences;

/// <summary>Counts a column's values in rows that differ: numbers by themselves, texts by their length in characters.</summary>
internal sealed class ColumnMeasures
{
    public const string Number = "number";
    public const string Characters = "characters";
    private const int MaxDistinct = 65_536;

    private readonly Values numbers = new();
    private readonly Values lengths = new();

    public void Add(JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.Number)
        {
            numbers.Add(value.GetDouble());
        }
        else if (LengthOf(value) is { } length)
        {
            lengths.Add(length);
        }
    }

    /// <summary>What was counted, for values of one unit.</summary>
    public Measured Of(string unit) => (unit == Number ? numbers : lengths).Measure();

    /// <summary>All characters of the texts in a value; null when there is none.</summary>
    private static long? LengthOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => new StringInfo(value.GetString()!).LengthInTextElements,
        JsonValueKind.Array => Sum(value.EnumerateArray().Select(LengthOf)),
        JsonValueKind.Object => Sum(value.EnumerateObject().Select(m => LengthOf(m.Value))),
        _ => null,
    };

    private static long? Sum(IEnumerable<long?> lengths) => lengths.Aggregate((long?)null, (sum, next) => next is null ? sum : (sum ?? 0) + next);

    private sealed class Values
    {
        private readonly Dictionary<double, long> counts = [];
        private long count;
        private double sum;
        private bool full;

        public void Add(double value)
        {
            if (!double.IsFinite(value))
            {
                return;
            }

            (count, sum) = (count + 1, sum + value);
            if (full || (counts.Count == MaxDistinct && !counts.ContainsKey(value)))
            {
                full = true; // the mean goes on
            }
            else
            {
                counts[value] = counts.GetValueOrDefault(value) + 1;
            }
        }

        public Measured Measure() => count == 0 ? default : new Measured(count, sum / count, full ? null : Median());

        private double Median()
        {
            var sorted = counts.OrderBy(c => c.Key).ToList();
            return (At((count - 1) / 2) + At(count / 2)) / 2;

            double At(long position)
            {
                foreach (var (value, times) in sorted)
                {
                    position -= times;
                    if (position < 0)
                    {
                        return value;
                    }
                }

                return 0;
            }
        }
    }
}
