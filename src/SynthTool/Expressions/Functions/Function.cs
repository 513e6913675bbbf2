using System.Collections.Immutable;
using SynthTool.Formats;

namespace SynthTool.Expressions.Functions;

/// <summary>
/// One function that expressions and prompts may call. All are pure, bounded and the same under every culture.
/// Null as the first argument gives null, but for a first parameter that takes anything.
/// </summary>
/// <param name="Name">As it is written, such as <c>string.upcase</c>.</param>
/// <param name="Parameters">In order.</param>
/// <param name="Result">The shape of what it gives, from the shapes of its arguments.</param>
/// <param name="Body">Runs it; arguments are of their kinds by then.</param>
internal sealed record Function(string Name, ImmutableArray<Parameter> Parameters, Func<ImmutableArray<Shape>, Shape> Result, Func<Arguments, Value> Body)
{
    public int Required { get; } = Parameters.Count(p => !p.Optional);

    public bool TakesNull => Parameters[0].Kind is ParameterKind.Any;

    /// <exception cref="ValueFailure">The arguments are not what the function takes.</exception>
    public Value Call(Value[] arguments)
    {
        CheckCount(arguments.Length);
        if (arguments[0].IsNull && !TakesNull)
        {
            return Value.Null;
        }

        for (var i = 0; i < arguments.Length; i++)
        {
            CheckKind(arguments[i], i);
        }

        return Body(new Arguments(arguments));
    }

    /// <summary>What is wrong with a call of so many arguments; null when nothing is.</summary>
    public string? CountProblem(int count)
    {
        if (count >= Required && count <= Parameters.Length)
        {
            return null;
        }

        var takes = Required == Parameters.Length
            ? FormattableString.Invariant($"{Required}")
            : FormattableString.Invariant($"{Required} to {Parameters.Length}");
        return FormattableString.Invariant($"{Name} takes {takes} argument{(takes == "1" ? "" : "s")} ({string.Join(", ", Parameters.Select(p => p.Name))}), not {count}");
    }

    public string KindProblem(int index, string given) =>
        $"{Name}: {Parameters[index].Name} must be {Describe(Parameters[index].Kind)}, not {given}";

    private void CheckCount(int count)
    {
        if (CountProblem(count) is { } problem)
        {
            throw new ValueFailure(problem);
        }
    }

    private void CheckKind(in Value argument, int index)
    {
        var fits = Parameters[index].Kind switch
        {
            ParameterKind.Any => true,
            ParameterKind.Text => argument.Kind is ValueKind.Text,
            ParameterKind.Whole => argument.IsWhole,
            ParameterKind.Number => argument.IsNumber,
            ParameterKind.Array => argument.Kind is ValueKind.Array,
            ParameterKind.Object => argument.Kind is ValueKind.Object,
            _ => argument.Kind is ValueKind.Text or ValueKind.Array or ValueKind.Object,
        };
        if (!fits && !(argument.IsNull && Parameters[index].Optional))
        {
            throw new ValueFailure(KindProblem(index, Values.Describe(argument)));
        }
    }

    private static string Describe(ParameterKind kind) => kind switch
    {
        ParameterKind.Text => "text",
        ParameterKind.Whole => "a whole number",
        ParameterKind.Number => "a number",
        ParameterKind.Array => "an array",
        ParameterKind.Object => "an object",
        ParameterKind.Sized => "text, an array or an object",
        _ => "a value",
    };
}
