using System.Text;
using System.Text.Json;
using SynthTool.Formats.Schemas;
using Xunit.Abstractions;

namespace SynthTool.Tests.Formats;

public sealed class TheOfficialSuite(ITestOutputHelper output)
{
    private static readonly string[] MayBeRefused = ["$dynamicRef", "$recursiveRef", "$ref", "$schema", "unevaluatedItems", "unevaluatedProperties"];

    [OfficialSuiteFact]
    public void AgreesWithEveryVerdictOfDraft07() => Judge("draft7", atLeast: 800);

    [OfficialSuiteFact]
    public void AgreesWithEveryVerdictOfDraft202012() => Judge("draft2020-12", atLeast: 900);

    [OfficialSuiteFact]
    public void AgreesWithTheOptionalCasesThatAreNoFormats()
    {
        foreach (var draft in (string[])["draft7", "draft2020-12"])
        {
            var counts = new Counts();
            foreach (var (file, group) in OfficialSuite.Groups(draft, optional: true))
            {
                Judge(draft, file, group, counts);
            }

            output.WriteLine($"{draft} optional: {counts}");
            Assert.All(counts.Wrong, w => Assert.StartsWith("draft7/content", w, StringComparison.Ordinal)); // contentMediaType is an annotation to us
            Assert.True(counts.Judged > 100, counts.ToString());
        }
    }

    private void Judge(string draft, int atLeast)
    {
        var counts = new Counts();
        foreach (var (file, group) in OfficialSuite.Groups(draft, optional: false))
        {
            Judge(draft, file, group, counts);
        }

        output.WriteLine($"{draft}: {counts}");
        Assert.Empty(counts.Wrong);
        Assert.True(counts.Judged >= atLeast, counts.ToString());
    }

    private static void Judge(string draft, string file, JsonElement group, Counts counts)
    {
        var cases = group.GetProperty("tests").EnumerateArray().ToArray();
        var name = $"{draft}/{file}: {group.GetProperty("description").GetString()}";
        var parsed = JsonSchema.Parse(WithDraft(group.GetProperty("schema"), draft), "schema.json");
        if (parsed.Value is not { } schema)
        {
            var refusals = parsed.Diagnostics.Where(d => d.IsError).ToArray();
            counts.Refuse(cases.Length, name, refusals.All(d => d.Kind.Code == "SYNTH0203") ? MayBeRefused.First(k => refusals[0].Message.StartsWith(k, StringComparison.Ordinal)) : string.Join("; ", refusals.Select(d => d.Message)));
            return;
        }

        foreach (var one in cases)
        {
            var data = one.GetProperty("data");
            var isValid = one.GetProperty("valid").GetBoolean();
            var errors = schema.Validate(data);
            counts.Count(schema.IsValid(data) == isValid && (errors.Count == 0) == isValid, $"{name}: {one.GetProperty("description").GetString()}");
        }
    }

    // The older suite leaves the draft to its folder's name.
    private static byte[] WithDraft(JsonElement schema, string draft)
    {
        var text = schema.GetRawText();
        return Encoding.UTF8.GetBytes(
            draft == "draft7" && schema.ValueKind is JsonValueKind.Object && !schema.TryGetProperty("$schema", out _)
                ? "{\"$schema\":\"http://json-schema.org/draft-07/schema#\"" + (schema.EnumerateObject().Any() ? "," : "") + text[(text.IndexOf('{', StringComparison.Ordinal) + 1)..]
                : text);
    }

    private sealed class Counts
    {
        private readonly SortedDictionary<string, int> refused = new(StringComparer.Ordinal);

        public int Judged { get; private set; }

        public List<string> Wrong { get; } = [];

        public void Count(bool isRight, string name)
        {
            Judged++;
            if (!isRight)
            {
                Wrong.Add(name);
            }
        }

        public void Refuse(int cases, string name, string keyword)
        {
            if (!MayBeRefused.Contains(keyword))
            {
                Wrong.Add($"{name}: refused: {keyword}");
            }

            refused[keyword] = refused.GetValueOrDefault(keyword) + cases;
        }

        public override string ToString() =>
            $"{Judged} judged, {Wrong.Count} wrong; refused {refused.Values.Sum()}: {string.Join(", ", refused.Select(r => $"{r.Value} by {r.Key}"))}{string.Concat(Wrong.Select(w => "\n  wrong: " + w))}";
    }
}
