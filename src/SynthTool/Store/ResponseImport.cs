using SynthTool.Diagnostics;

namespace SynthTool.Store;

/// <summary>Records answers that were written or produced elsewhere: lines of <see cref="AnswerJson"/>.</summary>
internal sealed class ResponseImport
{
    private const int BatchAnswers = 1000;
    private const int BatchBytes = 8 * 1024 * 1024;

    private readonly string shownPath;
    private readonly IResponseStore store;
    private readonly Findings findings;
    private readonly Func<ContentHash, Answer, string?> refusalOf;
    private readonly Dictionary<ContentHash, Answer> batch = [];
    private int batchBytes;
    private ImportCounts counts = new(0, 0, 0, 0);

    private ResponseImport(string shownPath, IResponseStore store, Findings findings, Func<ContentHash, Answer, string?> refusalOf)
    {
        this.refusalOf = refusalOf;
        this.shownPath = shownPath;
        this.store = store;
        this.findings = findings;
    }

    /// <summary>Records all lines that are answers, and reports all that are not.</summary>
    /// <param name="lines">JSON Lines.</param>
    /// <param name="shownPath">What findings name: a path relative to the repository's root, or <c>stdin</c>.</param>
    /// <param name="store">Takes the answers; the first one for a key stays.</param>
    /// <param name="findings">Takes a line's errors with its number.</param>
    /// <param name="refusalOf">Why an answer cannot be the one that its key asks for, to follow "the line"; null when it can.</param>
    /// <param name="ct">Stops between two lines; what was recorded stays.</param>
    public static async Task<ImportCounts> RunAsync(Stream lines, string shownPath, IResponseStore store, Findings findings, Func<ContentHash, Answer, string?> refusalOf, CancellationToken ct)
    {
        var import = new ResponseImport(shownPath, store, findings, refusalOf);
        var reader = new ResponseLines(lines, shownPath);
        while (reader.Next())
        {
            ct.ThrowIfCancellationRequested();
            import.Take(reader);
            if (import.batch.Count >= BatchAnswers || import.batchBytes >= BatchBytes)
            {
                await import.FlushAsync();
            }
        }

        await import.FlushAsync();
        return import.counts;
    }

    private void Take(ResponseLines reader)
    {
        var error = "is larger than 16 MiB";
        if (reader.Line.IsEmpty && !reader.IsTooLong)
        {
            return;
        }

        if (reader.IsTooLong || !AnswerJson.TryRead(reader.Line.Span, out var key, out var answer, out error))
        {
            counts = counts with { Invalid = counts.Invalid + 1 };
            findings.Add(StoreDiagnostics.ImportInvalid, new SourcePlace(shownPath, reader.Number), $"the line {error}", "each line needs at least {\"key\": …, \"text\": …}");
        }
        else if (batch.TryGetValue(key, out var known) || store.TryGet(key, out known))
        {
            Compare(key, answer, known, reader.Number);
        }
        else if (refusalOf(key, answer) is { } refusal)
        {
            counts = counts with { Invalid = counts.Invalid + 1 };
            findings.Add(StoreDiagnostics.ImportInvalid, new SourcePlace(shownPath, reader.Number), $"the line {refusal}", "mend its \"text\" and import it again; nothing is kept of this line");
        }
        else
        {
            batch.Add(key, answer);
            batchBytes += reader.Line.Length;
            counts = counts with { New = counts.New + 1 };
        }
    }

    private void Compare(in ContentHash key, Answer answer, Answer known, int line)
    {
        if (answer.Digest == known.Digest)
        {
            counts = counts with { Known = counts.Known + 1 };
            return;
        }

        counts = counts with { Conflicting = counts.Conflicting + 1 };
        findings.Add(
            StoreDiagnostics.ImportDisagrees,
            new SourcePlace(shownPath, line),
            $"the key {key} has another answer already, which stays",
            $"`dotnet synth store forget {key}` first, if the imported one is wanted");
    }

    // Not cancelled: what is begun is recorded.
    private async Task FlushAsync()
    {
        await Task.WhenAll(batch.Select(a => store.PutAsync(a.Key, a.Value, CancellationToken.None).AsTask()));
        batch.Clear();
        batchBytes = 0;
    }
}
