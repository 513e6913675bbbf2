using System.Text;
using SynthTool.Build;
using SynthTool.Report;

namespace SynthTool.Cli;

/// <summary>Asks at the terminal. Only a clear yes is one.</summary>
internal static class ConsentPrompt
{
    public static Consent On(Talk talk, Func<Stream> openInput) => async (plan, ct) =>
    {
        talk.Lines(ConsentQuestion.Lines(plan));
        return await AskAsync(ConsentQuestion.Question, talk, openInput, ct);
    };

    public static async ValueTask<bool> AskAsync(string question, Talk talk, Func<Stream> openInput, CancellationToken ct)
    {
        talk.Question(question);

        // Reading a terminal cannot be cancelled: the wait for it can.
        var line = await Task.Run(() => ReadLine(openInput), CancellationToken.None).WaitAsync(ct);
        return line is not null && line.Trim().ToLowerInvariant() is "y" or "yes";
    }

    private static string? ReadLine(Func<Stream> openInput)
    {
        using var reader = new StreamReader(openInput(), Encoding.UTF8, leaveOpen: true);
        return reader.ReadLine();
    }
}
