using System.Collections.Immutable;
using SynthTool.Diagnostics;
using SynthTool.Formats;
using SynthTool.Prompts;
using SynthTool.Tests.Expressions;

namespace SynthTool.Tests.Prompts;

/// <summary>The one way in which tests look at prompts: a template in a folder of files, and a row.</summary>
internal static class Rendered
{
    public const string Path = "data/prompts/a.sbn";

    public static Parsed<PromptTemplate> TryParse(string text, params (string Name, string Text)[] files) =>
        PromptTemplate.Parse(Path, text, p => files.Where(f => "data/prompts/" + f.Name == p).Select(f => f.Text).FirstOrDefault(), "data/prompts");

    public static PromptTemplate Parse(string text, params (string Name, string Text)[] files)
    {
        var parsed = TryParse(text, files);
        Assert.Empty(parsed.Diagnostics);
        return parsed.Value!;
    }

    public static Diagnostic Refused(string text, params (string Name, string Text)[] files)
    {
        var parsed = TryParse(text, files);
        Assert.Null(parsed.Value);
        return Assert.Single(parsed.Diagnostics);
    }

    /// <summary>The messages, each as "role|text".</summary>
    public static string[] Of(string text, string row = Evaluated.Row, params (string Name, string Text)[] files) =>
        [.. Parse(text, files).Render(new TestNames(row)).Messages.Select(m => $"{m.Role}|{m.Text}")];

    /// <summary>The text of the only message.</summary>
    public static string Text(string text, string row = Evaluated.Row) => Assert.Single(Parse(text).Render(new TestNames(row)).Messages).Text;

    public static PromptFailure Failure(string text, string row = Evaluated.Row, params (string Name, string Text)[] files) =>
        Assert.Throws<PromptFailure>(() => Parse(text, files).Render(new TestNames(row)));

    public static ImmutableArray<Diagnostic> Check(string text, Shape names, params (string Name, string Text)[] files) => Parse(text, files).Check(names);

    /// <summary>A row whose seed has one text.</summary>
    public static string Seed(string text) => System.Text.Json.JsonSerializer.Serialize(new { seed = new { text } });
}
