using System.Text;
using Scriban.Runtime;
using Scriban.Syntax;

namespace SynthTool.Prompts;

/// <summary>Takes captured text. It is no output of messages, so that a role inside it is an error.</summary>
internal sealed class CapturedOutput : IScriptOutput
{
    private readonly StringBuilder text = new();

    public int Length => text.Length;

    public void Write(string source, int offset, int count)
    {
        if (count > PromptLimits.Output - text.Length)
        {
            throw new ScriptRuntimeException(default, FormattableString.Invariant($"captured text is longer than {PromptLimits.Output:N0} characters"));
        }

        text.Append(source, offset, count);
    }

    public ValueTask WriteAsync(string source, int offset, int count, CancellationToken cancellationToken)
    {
        Write(source, offset, count);
        return ValueTask.CompletedTask;
    }

    public override string ToString() => text.ToString();
}
