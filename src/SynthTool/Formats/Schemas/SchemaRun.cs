using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SynthTool.Formats.Schemas;

/// <summary>One judgement of one value: where it is, what was found, and how much it has cost so far.</summary>
/// <param name="most">How many errors are kept; 0 when only the verdict counts, which is much cheaper.</param>
/// <param name="bytes">The value's size, which its judgement may grow with.</param>
internal sealed class SchemaRun(int most, int bytes = 0)
{
    /// <summary>Schemas judged inside of one another. A value of 64 levels stays far below it.</summary>
    private const int MostDepth = 1000;

    /// <summary>Checks of a value against a schema, for every value and for each of its bytes: the end for combinations that multiply.</summary>
    private const int FreeChecks = 1_000_000;
    private const int ChecksPerByte = 16;

    private readonly long mostChecks = FreeChecks + ((long)ChecksPerByte * bytes);
    private static readonly List<SchemaError> NoErrors = [];
    private static readonly List<(string? Name, int Index)> NoPath = [];

    // Without messages nothing is ever added: two allocations less for each of a million seeds.
    private readonly List<SchemaError> errors = most > 0 ? [] : NoErrors;
    private readonly List<(string? Name, int Index)> path = most > 0 ? [] : NoPath;
    private int depth;
    private long checks;
    private readonly bool isTracking = most > 0;
    private int kept = most;

    public IReadOnlyList<SchemaError> Errors => errors;

    /// <summary>Whether messages are wanted. Where they are not, the first failure ends a check.</summary>
    public bool Collects => errors.Count < kept;

    /// <summary>Whether the value could not be judged within bounds; it then counts as invalid, whatever the verdict.</summary>
    public bool GaveUp { get; private set; }

    public bool Check(SchemaNode node, JsonElement value)
    {
        if (GaveUp || ++checks > mostChecks || depth >= MostDepth)
        {
            return GiveUp(node.Pointer, "cannot be judged: the schema asks for too many checks of one value");
        }

        depth++;
        var isValid = node.Check(value, this);
        depth--;
        return isValid;
    }

    public bool CheckMember(SchemaNode node, JsonElement value, ReadOnlySpan<byte> rawName)
    {
        if (!isTracking)
        {
            return Check(node, value);
        }

        path.Add((JsonText.Decode(rawName), 0));
        var isValid = Check(node, value);
        path.RemoveAt(path.Count - 1);
        return isValid;
    }

    public bool CheckItem(SchemaNode node, JsonElement value, int index)
    {
        if (!isTracking)
        {
            return Check(node, value);
        }

        path.Add((null, index));
        var isValid = Check(node, value);
        path.RemoveAt(path.Count - 1);
        return isValid;
    }

    /// <summary>The verdict without messages: for alternatives, which may fail without harm.</summary>
    public bool Fits(SchemaNode node, JsonElement value)
    {
        var wanted = kept;
        kept = 0;
        var isValid = Check(node, value);
        kept = wanted;
        return isValid;
    }

    /// <summary>The first thing that does not fit, in words with its path below this value.</summary>
    public string FirstError(SchemaNode node, JsonElement value)
    {
        var (wanted, before, outer) = (kept, errors.Count, path.Count);
        kept = before + 1;
        _ = Check(node, value);
        kept = wanted;
        if (errors.Count == before)
        {
            return "";
        }

        var error = errors[before];
        errors.RemoveRange(before, errors.Count - before);
        var below = error.InstancePath[PathText(outer).Length..];
        return below.Length == 0 ? error.Message : $"{below} {error.Message}";
    }

    /// <summary>Keeps an error. Always false, so that a check can end with it.</summary>
    public bool Fail(string schemaPath, string message)
    {
        if (Collects)
        {
            errors.Add(new SchemaError(PathText(path.Count), message, schemaPath));
        }

        return false;
    }

    /// <summary>Ends the judgement without a verdict.</summary>
    public bool GiveUp(string schemaPath, string message)
    {
        if (!GaveUp)
        {
            GaveUp = true;
            if (isTracking)
            {
                errors.Add(new SchemaError(PathText(path.Count), message, schemaPath));
            }
        }

        return false;
    }

    private string PathText(int segments)
    {
        var text = new StringBuilder();
        foreach (var (name, index) in path.Take(segments))
        {
            _ = name is null
                ? text.Append(CultureInfo.InvariantCulture, $"/{index}")
                : text.Append(JsonPointer.Append("", SchemaText.Plain(name)));
        }

        return text.ToString();
    }
}
