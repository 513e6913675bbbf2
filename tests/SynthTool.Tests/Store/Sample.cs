using CsCheck;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Store;
using SynthTool.Testing;

namespace SynthTool.Tests.Store;

/// <summary>Keys, answers and stores that the tests of this folder share.</summary>
internal static class Sample
{
    public static readonly Answer Full = new("She said: \"fine\"\n\tö 😀 \u2028 \0", "tool_calls")
    {
        Usage = new TokenUsage(812, 0),
        Reasoning = "because",
        ToolCalls = """[{"name": "look up", "arguments": {"q": "a \" b"}}]""",
        Failure = new AnswerFailure("refusal"),
    };

    public static readonly Gen<Answer> AnyAnswer =
        from text in Gen.String
        from finish in Gen.String
        from usage in Gen.Long[0, long.MaxValue].Select(n => new TokenUsage(n, n % 300)).Null()
        from reasoning in Gen.String.Null()
        from reason in Gen.String.Null()
        select new Answer(text, finish)
        {
            Usage = usage,
            Reasoning = reasoning,
            Failure = reason is null ? null : new AnswerFailure(reason),
        };

    public static ContentHash Key(int number) => ContentHash.Of(FormattableString.Invariant($"key {number}"));

    public static Answer Answer(int number) => new(FormattableString.Invariant($"answer {number}"));

    public static Answer Failed(string reason = "refusal") => new("I cannot") { Failure = new AnswerFailure(reason) };

    public static PackStore Packs(TemporaryFolder folder, string writer = "w1", Findings? findings = null, Func<PackSettings, PackSettings>? change = null)
    {
        var settings = new PackSettings(folder[".synth/responses"], writer, $"the test {writer}");
        return PackStore.Open(RepositoryRoot.Find(folder.Path), change?.Invoke(settings) ?? settings, findings ?? new Findings());
    }

    public static CommittedResponses Committed(TemporaryFolder folder, Findings? findings = null, long maxFileBytes = CommittedResponses.MaxFileBytes) =>
        CommittedResponses.Open(RepositoryRoot.Find(folder.Path), folder["responses"], findings ?? new Findings(), maxFileBytes);

    /// <summary>The files of the local packs with this ending, in order.</summary>
    public static string[] Files(TemporaryFolder folder, string ending) => [.. Directory.GetFiles(folder[".synth/responses"], "*" + ending).Order(StringComparer.Ordinal)];

    /// <summary>The text of an answer; null when there is none.</summary>
    public static string? TextOf(this IResponses store, int number) => store.TryGet(Key(number), out var answer) ? answer.Text : null;

    /// <summary>The texts of answers with commas between; a dash for each that there is none of.</summary>
    public static string TextsOf(this IResponses store, params int[] numbers) => string.Join(", ", numbers.Select(n => store.TextOf(n) ?? "-"));

    public static Task PutAsync(this IResponseStore store, int number) => store.PutAsync(Key(number), Answer(number), CancellationToken.None).AsTask();

    public static Task PutAsync(this IResponseStore store, int number, Answer answer) => store.PutAsync(Key(number), answer, CancellationToken.None).AsTask();

    public static string Line(int number, Answer answer)
    {
        var line = new System.Buffers.ArrayBufferWriter<byte>();
        AnswerJson.Write(line, Key(number), answer);
        return System.Text.Encoding.UTF8.GetString(line.WrittenSpan) + "\n";
    }

    public static string Line(int number) => Line(number, Answer(number));

    public static string[] Codes(this Findings findings) => [.. findings.ToSorted().Select(d => d.Kind.Code)];
}
