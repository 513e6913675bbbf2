using SynthTool.Definition;

namespace SynthTool.Teachers;

/// <summary>What tokens cost.</summary>
internal static class TeacherCost
{
    private const decimal Million = 1_000_000m;

    /// <summary>In the price's currency; not rounded.</summary>
    public static decimal Of(TeacherPrice price, long inputTokens, long outputTokens) =>
        (price.InputPerMillion * inputTokens / Million) + (price.OutputPerMillion * outputTokens / Million);
}
