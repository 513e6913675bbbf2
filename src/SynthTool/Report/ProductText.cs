using System.Text.Json;
using SynthTool.Seeds;

namespace SynthTool.Report;

/// <summary>How many seeds crossed sources give, so that nobody buys a product unseen.</summary>
internal static class ProductText
{
    /// <summary><c>1,000 personas × 200 topics = 200,000 seeds</c>.</summary>
    /// <param name="seeds">How many of the combinations are seeds; null when an error kept them from being read.</param>
    public static string Of(ProductSize product, long? seeds)
    {
        var factors = string.Join(" × ", product.Sources.Select(s => $"{Amounts.Of(s.Count)} {s.Name}"));
        var total = product.Total == long.MaxValue ? "more than a quintillion combinations" : Amounts.Of(product.Total, "combination");
        return seeds switch
        {
            { } all when all == product.Total => $"{factors} = {Amounts.Of(all, "seed")}",
            { } some => $"{factors} = {total}, of which {Amounts.Of(some, "is a seed", "are seeds")}",
            null => $"{factors} = {total}",
        };
    }

    /// <summary>The member <c>cross</c>; nothing where no sources are crossed.</summary>
    public static void WriteCross(this Utf8JsonWriter json, ProductSize? product)
    {
        if (product is null)
        {
            return;
        }

        json.WriteStartObject("cross");
        json.WriteStartArray("sources");
        foreach (var source in product.Sources)
        {
            json.WriteStartObject();
            json.WriteString("name", source.Name);
            json.WriteNumber("records", source.Count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("combinations", product.Total);
        json.WriteEndObject();
    }
}
