namespace SynthTool.Testing;

/// <summary>What a <see cref="LoopbackTeacher"/> does with one request.</summary>
internal abstract record LoopbackAct
{
    public static readonly LoopbackAct Ok = new Default();

    /// <summary>Answers as if nothing had been scripted.</summary>
    internal sealed record Default : LoopbackAct;

    /// <summary>An error status.</summary>
    /// <param name="Code">Such as 429.</param>
    /// <param name="Said">The error's message.</param>
    /// <param name="RetryAfter">The header's text.</param>
    internal sealed record Status(int Code, string Said = "scripted", string? RetryAfter = null) : LoopbackAct;

    /// <summary>Never answers.</summary>
    internal sealed record Hang : LoopbackAct;

    /// <summary>Closes the connection in the middle of the answer.</summary>
    internal sealed record Cut : LoopbackAct;

    /// <summary>Status 200 with this body.</summary>
    internal sealed record Body(string Content, string Type = "application/json") : LoopbackAct;

    /// <summary>An answer with this text.</summary>
    internal sealed record Text(string Content, string Finish = "stop") : LoopbackAct;

    /// <summary>An answer that only refuses.</summary>
    internal sealed record Refusal(string Said) : LoopbackAct;

    /// <summary>Reads the word of a command line: a status, <c>ok</c>, <c>hang</c>, <c>cut</c>, <c>html</c>, <c>invalid</c>, <c>refusal</c>, <c>truncated</c>, <c>wrong</c>.</summary>
    public static LoopbackAct Parse(string word) => word switch
    {
        "ok" => Ok,
        "hang" => new Hang(),
        "cut" => new Cut(),
        "html" => new Body("<html><body>Bad gateway</body></html>", "text/html"),
        "invalid" => new Body("{\"choices\":[{\"mess"),
        "refusal" => new Refusal("I cannot help with that."),
        "truncated" => new Text("An answer that was cut", "length"),
        "wrong" => new Text("{\"wrong\":[]}"),
        _ => new Status(int.Parse(word, System.Globalization.CultureInfo.InvariantCulture)),
    };
}
