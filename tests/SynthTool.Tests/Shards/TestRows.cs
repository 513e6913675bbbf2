using System.Text;
using System.Text.Json;
using SynthTool.Formats;
using SynthTool.Seeds;
using SynthTool.Shards;
using SynthTool.Steps;

namespace SynthTool.Tests.Shards;

/// <summary>Rows whose seed is a JSON object, and projections that read its fields.</summary>
internal static class TestRows
{
    public static JsonElement Json(string json) => JsonValue.Parse(Encoding.UTF8.GetBytes(json));

    public static Row Row(string id, string seed, string? split = null) => new(id, new Seed(id, Json(seed), id)) { Split = split };

    public static Func<Row, JsonElement> Field(string name) => row => row.Seed.Value.TryGetProperty(name, out var value) ? value : JsonValue.Null;

    public static ProjectedColumn Column(string name, Shape? declared = null) => new(name, null) { Value = Field(name), Declared = declared ?? Shape.Any };

    public static ProjectedColumn Messages(params (string Role, string Field)[] turns) =>
        new("messages", null) { Turns = [.. turns.Select(t => new ProjectedTurn(t.Role, Field(t.Field)))], IsMessages = true };

    public static ProjectedColumn MessagesFrom(string field) => new("messages", null) { Value = Field(field), IsMessages = true };

    public static Projection Output(params ProjectedColumn[] columns) => new("sft", [.. columns]);
}
