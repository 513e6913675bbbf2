using System.Collections.Immutable;
using System.Text.Json;
using SynthTool.Diagnostics;

namespace SynthTool.Definition;

/// <summary>One entry of <c>teachers:</c>. Only <see cref="Model"/>, <see cref="Revision"/> and <see cref="Options"/> are identity.</summary>
internal sealed record TeacherDefinition
{
    public required Located<string> Name { get; init; }

    /// <summary><c>openai</c>: any OpenAI-compatible server.</summary>
    public required Located<string> Provider { get; init; }

    public required string Model { get; init; }

    /// <summary>Other weights under the same name.</summary>
    public string? Revision { get; init; }

    /// <summary>What the server calls the model; null: <see cref="Model"/>.</summary>
    public string? SendAs { get; init; }

    /// <summary>May hold <c>${NAME}</c>, resolved only when a call is made.</summary>
    public Located<string>? Endpoint { get; init; }

    /// <summary>Only a <c>${NAME}</c> reference.</summary>
    public Located<string>? ApiKey { get; init; }

    /// <summary>Header name → value, which may hold <c>${NAME}</c>.</summary>
    public ImmutableSortedDictionary<string, string> Headers { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase);

    public TeacherLicense? License { get; init; }

    public ModelOptions Options { get; init; } = ModelOptions.None;

    public TeacherLimits Limits { get; init; } = new();

    public TeacherPrice? Price { get; init; }
}

/// <summary>What a teacher's licence says about using its answers.</summary>
internal sealed record TeacherLicense(string Id, string? Url, string? Distillation, ImmutableArray<string> Obligations);

/// <summary>What a server takes.</summary>
/// <param name="Concurrency">Calls in flight; default 16.</param>
/// <param name="RequestsPerMinute">Null: unlimited.</param>
/// <param name="TokensPerMinute">Null: unlimited.</param>
/// <param name="TimeoutSeconds">For one attempt; default 300.</param>
internal sealed record TeacherLimits(int Concurrency = 16, int? RequestsPerMinute = null, int? TokensPerMinute = null, int TimeoutSeconds = 300);

/// <summary>Prices in <paramref name="Currency"/> for a million tokens.</summary>
internal sealed record TeacherPrice(decimal InputPerMillion, decimal OutputPerMillion, string Currency);

/// <summary>Sampling options; null means "not set", and an option that is not set is in no key and not sent.</summary>
internal sealed record ModelOptions
{
    public static readonly ModelOptions None = new();

    public decimal? Temperature { get; init; }

    public decimal? TopP { get; init; }

    public int? MaxOutputTokens { get; init; }

    public decimal? FrequencyPenalty { get; init; }

    public decimal? PresencePenalty { get; init; }

    public long? Seed { get; init; }

    public ImmutableArray<string> Stop { get; init; } = [];

    /// <summary>Sent as it stands, member by member; an object.</summary>
    public JsonElement? Extra { get; init; }

    /// <summary>These options with every one that <paramref name="over"/> sets replaced; <see cref="Extra"/> is merged member by member.</summary>
    public ModelOptions With(ModelOptions over) => new()
    {
        Temperature = over.Temperature ?? Temperature,
        TopP = over.TopP ?? TopP,
        MaxOutputTokens = over.MaxOutputTokens ?? MaxOutputTokens,
        FrequencyPenalty = over.FrequencyPenalty ?? FrequencyPenalty,
        PresencePenalty = over.PresencePenalty ?? PresencePenalty,
        Seed = over.Seed ?? Seed,
        Stop = over.Stop.IsDefaultOrEmpty ? Stop : over.Stop,
        Extra = Merge(Extra, over.Extra),
    };

    private static JsonElement? Merge(JsonElement? below, JsonElement? over)
    {
        if (below is not { } b || over is not { } o)
        {
            return over ?? below;
        }

        var members = new SortedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in b.EnumerateObject().Concat(o.EnumerateObject()))
        {
            members[member.Name] = member.Value;
        }

        return JsonSerializer.SerializeToElement(members);
    }
}
