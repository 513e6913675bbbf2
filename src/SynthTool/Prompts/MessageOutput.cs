using System.Collections.Immutable;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace SynthTool.Prompts;

/// <summary>Takes a template's text and, beside it, where messages begin. It counts what it takes and stops at the bound.</summary>
internal sealed class MessageOutput : IScriptOutput
{
    private const string FirstRole = "user";

    private readonly List<(string Role, int Start, SourceSpan Span)> begun = [];
    private char[] text = new char[4096];
    private int length;

    public void Clear()
    {
        length = 0;
        begun.Clear();
        if (text.Length > 256 * 1024)
        {
            text = new char[4096];
        }
    }

    public void Write(string source, int offset, int count)
    {
        if (count > PromptLimits.Output - length)
        {
            throw new ScriptRuntimeException(default, FormattableString.Invariant($"the prompt is longer than {PromptLimits.Output:N0} characters"));
        }

        if (count > text.Length - length)
        {
            Array.Resize(ref text, Math.Max(text.Length * 2, length + count));
        }

        source.CopyTo(offset, text, length, count);
        length += count;
    }

    public ValueTask WriteAsync(string source, int offset, int count, CancellationToken cancellationToken)
    {
        Write(source, offset, count);
        return ValueTask.CompletedTask;
    }

    public void Begin(string role, SourceSpan span) => begun.Add((role, length, span));

    /// <summary>The messages, without the blank lines around each.</summary>
    /// <exception cref="ScriptRuntimeException">A role has no text, or there is no message at all.</exception>
    public ImmutableArray<PromptMessage> ToMessages()
    {
        var messages = ImmutableArray.CreateBuilder<PromptMessage>(begun.Count + 1);
        var first = Trim(text.AsSpan(0, begun.Count == 0 ? length : begun[0].Start));
        if (!first.IsEmpty)
        {
            messages.Add(new PromptMessage(FirstRole, first.ToString()));
        }

        for (var i = 0; i < begun.Count; i++)
        {
            var (role, start, span) = begun[i];
            var end = i + 1 < begun.Count ? begun[i + 1].Start : length;
            var content = Trim(text.AsSpan(start, end - start));
            if (content.IsEmpty)
            {
                throw new ScriptRuntimeException(span, $"the role {role} has no text here");
            }

            messages.Add(new PromptMessage(role, content.ToString()));
        }

        return messages.Count > 0 ? messages.DrainToImmutable() : throw new ScriptRuntimeException(default, "the template gives no text here, and so no message");
    }

    public override string ToString() => "";

    /// <summary>Takes away blank lines at both ends, and nothing else of the lines that stay.</summary>
    private static ReadOnlySpan<char> Trim(ReadOnlySpan<char> message)
    {
        if (message.IsWhiteSpace())
        {
            return [];
        }

        var firstInk = message.Length - message.TrimStart().Length;
        var start = message[..firstInk].LastIndexOf('\n') + 1;
        var lastInk = message.TrimEnd().Length;
        var lineEnd = message[lastInk..].IndexOf('\n');
        return message[start..(lineEnd < 0 ? message.Length : lastInk + lineEnd)];
    }
}
