using SynthTool.Build;
using SynthTool.Files;

namespace SynthTool.Report;

/// <summary>A rendered request for people.</summary>
internal static class RenderReport
{
    /// <remarks>The prompt's lines stand behind <c>|</c>, so that no line of a seed begins a line of ours.</remarks>
    public static IEnumerable<string> Lines(RenderedRequest request)
    {
        yield return $"step {request.Step}, row {Quoted.Text(request.Row)}, sample {Amounts.Of(request.Sample)}, teacher {request.Teacher}: {(request.Answered ? "answered" : "no answer yet")}";
        yield return $"  key {request.Key}";
        if (request.Response is { } schema)
        {
            yield return $"  response {schema}";
        }

        foreach (var message in request.Messages)
        {
            yield return $"  {message.Role}:";
            foreach (var line in Printable.Lines(message.Text))
            {
                yield return $"    | {line}".TrimEnd();
            }
        }

        yield return "";
    }

    public static string Summary(RenderOutcome outcome, bool missingOnly) =>
        $"{DatasetLabel.Of(outcome.Dataset, outcome.Definition)}: {Amounts.Of(outcome.Requests, "request")}{(missingOnly ? " without an answer" : "")}";
}
