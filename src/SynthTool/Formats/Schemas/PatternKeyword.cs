using System.Text.Json;

namespace SynthTool.Formats.Schemas;

/// <summary><c>pattern</c>.</summary>
internal sealed class PatternKeyword(string pointer, EcmaPattern pattern) : Keyword(pointer, SchemaTypes.String)
{
    public EcmaPattern Pattern { get; } = pattern;

    public override bool Check(JsonElement value, SchemaRun run) => Pattern.IsMatch(JsonText.RawString(value)) switch
    {
        true => true,
        false => run.Collects && run.Fail(Pointer, $"must match the pattern {SchemaText.Plain(Pattern.Source, 200)}"),
        null => run.GiveUp(Pointer, $"cannot be judged: matching it against the pattern {SchemaText.Plain(Pattern.Source)} takes too long"),
    };
}
