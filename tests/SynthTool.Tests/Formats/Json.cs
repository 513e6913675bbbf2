using System.Text;
using System.Text.Json;
using CsCheck;
using SynthTool.Formats;

namespace SynthTool.Tests.Formats;

/// <summary>Short ways to write JSON in tests, and random JSON.</summary>
internal static class Json
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Gen<string> Names = Gen.OneOf(
        Gen.Char["abcdefgh"].Array[0, 3].Select(c => new string(c)),
        OneOf("", "é", "\uFFFD", "\U0001F600", "\"", "\\", "\n", "a b", "id", "identity", "identities"));

    private static readonly Gen<string> Spaces = OneOf("", " ", "\n\t");

    public static Gen<string> Numbers { get; } = Gen.Select(
        Gen.Int[-1000, 1000], OneOf("", ".0", ".5", ".250", ".000001"), OneOf("", "e0", "E+2", "e-3", "e12", "e-12", "e70", "e-70"), (whole, fraction, exponent) => $"{whole}{fraction}{exponent}");

    private static readonly Gen<string> Scalars = Gen.OneOf(
        OneOf("null", "true", "false", "0", "-0", "123456789012345678901234567890"),
        Numbers,
        Gen.Select(Names, Gen.Int[0, 2], Spell));

    /// <summary>JSON text in many spellings: white space, escapes, numbers.</summary>
    public static Gen<string> Texts { get; } = Gen.Recursive<string>((depth, self) =>
        depth >= 3
            ? Scalars
            : Gen.Frequency(
                (3, Scalars),
                (1, Gen.Select(Spaces, self.Array[0, 5], (space, items) => $"[{space}{string.Join($"{space},", items)}]")),
                (2, Gen.Select(Spaces, Names.HashSet[0, 6].Select(n => n.ToArray()), self.Array[6], (space, names, values) =>
                    $"{{{string.Join(",", names.Select((n, i) => $"{space}{Spell(n, i)}{space}:{values[i]}"))}}}"))));

    /// <summary>One of some values.</summary>
    public static Gen<string> OneOf(params string[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    public static JsonElement Of(string text) => JsonDocument.Parse(text).RootElement;

    public static string Canonical(string text) => Encoding.UTF8.GetString(CanonicalJson.ToBytes(Of(text)));

    /// <summary>The same string spelt in several ways.</summary>
    private static string Spell(string text, int way) => (way % 3) switch
    {
        0 => JsonSerializer.Serialize(text),
        1 => $"\"{string.Concat(text.Select(c => $"\\u{(int)c:X4}"))}\"",
        _ => JsonSerializer.Serialize(text, Relaxed),
    };
}
