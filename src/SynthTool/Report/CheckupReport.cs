using System.Text.Json;
using SynthTool.Build;

namespace SynthTool.Report;

/// <summary>What <c>doctor</c> saw: a line for each check, for people and for programs.</summary>
internal static class CheckupReport
{
    public static IEnumerable<string> Lines(Checkup checkup)
    {
        yield return checkup.Dataset ?? "repository";
        var width = checkup.Checks.Max(c => c.Name.Length);
        foreach (var check in checkup.Checks)
        {
            yield return $"  {(check.Findings.IsEmpty ? "ok  " : "look")}  {check.Name.PadRight(width)}  {check.Answer}";
        }
    }

    public static void Write(Utf8JsonWriter json, Checkup checkup)
    {
        json.WriteString("dataset", checkup.Dataset);
        json.WriteStartArray("checks");
        foreach (var check in checkup.Checks)
        {
            json.WriteStartObject();
            json.WriteString("check", check.Name);
            json.WriteBoolean("ok", check.Findings.IsEmpty);
            json.WriteString("answer", check.Answer);
            json.WriteStrings("codes", check.Findings.Select(d => d.Kind.Code));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
