using System.Text.Json;
using SynthTool.Formats;

namespace SynthTool.Steps;

/// <summary>A field that a schema declares and a record lacks is null.</summary>
internal static class Completion
{
    /// <summary>Whether a value of this shape may lack a declared field.</summary>
    public static bool MayLack(Shape shape) => shape.Kind switch
    {
        ShapeKind.Object => shape.Fields.Values.Any(f => f.Nullable || MayLack(f)),
        ShapeKind.Array => shape.Item is { } item && MayLack(item),
        _ => false,
    };

    /// <summary>The value itself when nothing is missing, else a copy with nulls.</summary>
    public static JsonElement Fill(JsonElement value, Shape shape) => Lacks(value, shape) ? JsonValue.Written(json => Write(json, value, shape)) : value;

    private static bool Lacks(JsonElement value, Shape shape) => (value.ValueKind, shape.Kind) switch
    {
        (JsonValueKind.Object, ShapeKind.Object) => shape.Fields.Any(f => !value.TryGetProperty(f.Key, out var member) || Lacks(member, f.Value)),
        (JsonValueKind.Array, ShapeKind.Array) when MayLack(shape) => value.EnumerateArray().Any(e => Lacks(e, shape.Item!)),
        _ => false,
    };

    private static void Write(Utf8JsonWriter json, JsonElement value, Shape shape)
    {
        switch (value.ValueKind, shape.Kind)
        {
            case (JsonValueKind.Object, ShapeKind.Object):
                json.WriteStartObject();
                foreach (var member in value.EnumerateObject())
                {
                    json.WritePropertyName(member.Name);
                    Write(json, member.Value, shape.Fields.GetValueOrDefault(member.Name, Shape.Any));
                }

                foreach (var missing in shape.Fields.Keys.Where(name => !value.TryGetProperty(name, out _)))
                {
                    json.WriteNull(missing);
                }

                json.WriteEndObject();
                break;
            case (JsonValueKind.Array, ShapeKind.Array):
                json.WriteStartArray();
                foreach (var element in value.EnumerateArray())
                {
                    Write(json, element, shape.Item!);
                }

                json.WriteEndArray();
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }
}
