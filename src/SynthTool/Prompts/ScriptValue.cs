using System.Collections;
using System.Globalization;
using System.Numerics;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;
using SynthTool.Expressions;

namespace SynthTool.Prompts;

/// <summary>Values on their way between our functions and Scriban's interpreter.</summary>
internal static class ScriptValue
{
    private static readonly object True = true;
    private static readonly object False = false;

    /// <param name="value">A value of ours.</param>
    /// <param name="path">How a template names it; null when nobody observes.</param>
    public static object? ToObject(in Value value, string? path) => value.Kind switch
    {
        ValueKind.Null => null,
        ValueKind.Boolean => value.Boolean ? True : False,
        // Scriban counts in 32 bits where it can.
        ValueKind.Integer => value.Integer is >= int.MinValue and <= int.MaxValue ? (object)(int)value.Integer : value.Integer,
        ValueKind.BigInteger => value.BigInteger,
        ValueKind.Number => value.Number,
        ValueKind.Text => value.Text,
        ValueKind.Array => new ArrayView(value, path),
        _ => new ObjectView(value, path),
    };

    /// <param name="value">A value of ours.</param>
    /// <param name="path">How a template names it; null when nobody observes.</param>
    /// <param name="span">Where it is read.</param>
    /// <exception cref="ScriptRuntimeException">It cannot be read.</exception>
    public static object? ToObject(in Value value, string? path, SourceSpan span)
    {
        try
        {
            return ToObject(value, path);
        }
        catch (ValueFailure failure)
        {
            throw new ScriptRuntimeException(span, failure.Message);
        }
    }

    /// <exception cref="ValueFailure">It is a function, or nested too deep.</exception>
    public static Value ToValue(object? value, int depth = Limits.Depth) => value switch
    {
        null => Value.Null,
        string text => Value.Of(text),
        bool boolean => Value.Of(boolean),
        int whole => Value.Of((long)whole),
        long whole => Value.Of(whole),
        BigInteger whole => Value.Of(whole),
        double number => Value.Of(number),
        float or decimal => Value.Of(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        uint or ulong or short or ushort or byte or sbyte => Value.Of(BigInteger.Parse(Convert.ToString(value, CultureInfo.InvariantCulture)!, CultureInfo.InvariantCulture)),
        char unit => Value.Of(unit.ToString()),
        ArrayView view => view.Value,
        ObjectView view => view.Value,
        _ when depth == 0 => throw new ValueFailure(FormattableString.Invariant($"a value here is nested more than {Limits.Depth} deep")),
        IEnumerable list and IList => OfList(list, depth),
        IScriptObject members and not IScriptCustomFunction => OfMembers(members, depth),
        _ => throw new ValueFailure("a function is not a value"),
    };

    private static Value OfList(IEnumerable list, int depth)
    {
        var items = new List<Value>();
        foreach (var item in list)
        {
            items.Add(ToValue(item, depth - 1));
            Limits.CheckItems(items.Count);
        }

        return Value.Of([.. items]);
    }

    private static Value OfMembers(IScriptObject members, int depth)
    {
        var copy = new List<KeyValuePair<string, Value>>();
        foreach (var name in members.GetMembers())
        {
            if (members.TryGetValue(null, default, name, out var value) && value is not IScriptCustomFunction)
            {
                copy.Add(new(name, ToValue(value, depth - 1)));
            }
        }

        return Value.Of([.. copy]);
    }
}
