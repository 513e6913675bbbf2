namespace SynthTool.Expressions;

/// <summary>Equality and order of values of any kind.</summary>
internal static class Values
{
    /// <summary>Whether two values are equal: numbers by what they are worth, texts by their characters, arrays by element, objects by member.</summary>
    /// <exception cref="ValueFailure">A value is nested too deep.</exception>
    public static bool Same(in Value left, in Value right) => Same(left, right, Limits.Depth);

    /// <summary>The order of two numbers, or of two texts by their UTF-16 units.</summary>
    /// <exception cref="ValueFailure">They have no order.</exception>
    public static int Compare(in Value left, in Value right)
    {
        if (left.IsNumber && right.IsNumber)
        {
            return Numbers.Compare(left, right);
        }

        if (left.Kind is ValueKind.Text && right.Kind is ValueKind.Text)
        {
            return string.CompareOrdinal(left.Text, right.Text);
        }

        throw new ValueFailure(left.Kind == right.Kind && !left.IsNull
            ? $"{Describe(left)} has no order"
            : $"{Describe(left)} cannot be compared with {Describe(right)}" + (left.IsNull || right.IsNull ? "; test is_missing(…) first" : ""));
    }

    /// <summary>The kind of a value, for messages.</summary>
    public static string Describe(in Value value) => value.Kind switch
    {
        ValueKind.Null => "null",
        ValueKind.Boolean => "true or false",
        ValueKind.Text => "text",
        ValueKind.Array => "an array",
        ValueKind.Object => "an object",
        _ => "a number",
    };

    private static bool Same(in Value left, in Value right, int depth)
    {
        if (left.IsNumber || right.IsNumber)
        {
            return left.IsNumber && right.IsNumber && Numbers.Compare(left, right) == 0;
        }

        return left.Kind == right.Kind && left.Kind switch
        {
            ValueKind.Null => true,
            ValueKind.Boolean => left.Boolean == right.Boolean,
            ValueKind.Text => left.TextEquals(right),
            _ => SameParts(left, right, depth),
        };
    }

    private static bool SameParts(in Value left, in Value right, int depth)
    {
        if (depth == 0)
        {
            throw new ValueFailure(FormattableString.Invariant($"a value here is nested more than {Limits.Depth} deep"));
        }

        return left.Count == right.Count && (left.Kind is ValueKind.Array ? SameItems(left, right, depth - 1) : SameMembers(left, right, depth - 1));
    }

    private static bool SameItems(in Value left, in Value right, int depth)
    {
        var (mine, theirs) = (left.ToItems(), right.ToItems());
        for (var i = 0; i < mine.Length; i++)
        {
            if (!Same(mine[i], theirs[i], depth))
            {
                return false;
            }
        }

        return true;
    }

    private static bool SameMembers(in Value left, in Value right, int depth)
    {
        var theirs = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach (var (name, value) in right.ToMembers())
        {
            theirs[name] = value;
        }

        foreach (var (name, value) in left.ToMembers())
        {
            if (!theirs.TryGetValue(name, out var other) || !Same(value, other, depth))
            {
                return false;
            }
        }

        return true;
    }
}
