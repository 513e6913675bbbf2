using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using SynthTool.Formats;

namespace SynthTool.Expressions.Functions;

/// <summary>The <c>string.</c> functions, under Scriban's names. Positions and sizes count characters as <see cref="TextUnits"/> does.</summary>
internal static class TextFunctions
{
    public static IEnumerable<Function> All =>
    [
        Text("append", a => Join(a.Text(0), a.Text(1)), new Parameter("with", ParameterKind.Text)),
        Text("prepend", a => Join(a.Text(1), a.Text(0)), new Parameter("by", ParameterKind.Text)),
        Text("capitalize", a => Capitalize(a.Text(0))),
        Text("capitalizewords", a => CapitalizeWords(a.Text(0))),
        Text("upcase", a => a.Text(0).ToUpperInvariant()),
        Text("downcase", a => a.Text(0).ToLowerInvariant()),
        Text("handleize", a => Handleize(a.Text(0))),
        Text("strip", a => a.Text(0).Trim()),
        Text("lstrip", a => a.Text(0).TrimStart()),
        Text("rstrip", a => a.Text(0).TrimEnd()),
        Text("strip_newlines", a => a.Text(0).Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal)),
        Text("remove", a => Replace(a.Text(0), a.Text(1), ""), new Parameter("remove", ParameterKind.Text)),
        Text("remove_first", a => ReplaceOnce(a.Text(0), a.Text(1), "", last: false), new Parameter("remove", ParameterKind.Text)),
        Text("remove_last", a => ReplaceOnce(a.Text(0), a.Text(1), "", last: true), new Parameter("remove", ParameterKind.Text)),
        Text("replace", a => Replace(a.Text(0), a.Text(1), a.Text(2)), new Parameter("match", ParameterKind.Text), new Parameter("replace", ParameterKind.Text)),
        Text("replace_first", a => ReplaceOnce(a.Text(0), a.Text(1), a.Text(2), last: false), new Parameter("match", ParameterKind.Text), new Parameter("replace", ParameterKind.Text)),
        Text("slice", a => Slice(a.Text(0), a.Int(1), a.Int(2, int.MaxValue)), new Parameter("start", ParameterKind.Whole), new Parameter("length", ParameterKind.Whole, Optional: true)),
        Text("truncate", a => Truncate(a.Text(0), a.Int(1), a.Text(2, "...")), new Parameter("length", ParameterKind.Whole), new Parameter("ellipsis", ParameterKind.Text, Optional: true)),
        Text("truncatewords", a => TruncateWords(a.Text(0), a.Int(1), a.Text(2, "...")), new Parameter("count", ParameterKind.Whole), new Parameter("ellipsis", ParameterKind.Text, Optional: true)),
        Text("pad_left", a => Pad(a.Text(0), a.Int(1), left: true), new Parameter("width", ParameterKind.Whole)),
        Text("pad_right", a => Pad(a.Text(0), a.Int(1), left: false), new Parameter("width", ParameterKind.Whole)),
        Text("base64_encode", a => Base64(a.Text(0))),
        Text("base64_decode", a => FromBase64(a.Text(0))),
        Text("sha256", a => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(a.Text(0))))),
        new("string.pluralize", [new("number", ParameterKind.Number), new("singular", ParameterKind.Text), new("plural", ParameterKind.Text)], _ => Shape.String,
            a => a[0].Kind is ValueKind.Integer && a[0].Integer == 1 ? a[1] : a[2]),
        Test("contains", a => a.Text(0).Contains(a.Text(1), StringComparison.Ordinal), new Parameter("value", ParameterKind.Text)),
        Test("starts_with", a => a.Text(0).StartsWith(a.Text(1), StringComparison.Ordinal), new Parameter("value", ParameterKind.Text)),
        Test("ends_with", a => a.Text(0).EndsWith(a.Text(1), StringComparison.Ordinal), new Parameter("value", ParameterKind.Text)),
        Test("equals_ignore_case", a => a.Text(0).Equals(a.Text(1), StringComparison.OrdinalIgnoreCase), new Parameter("value", ParameterKind.Text)),
        Test("empty", a => a.Text(0).Length == 0),
        Test("whitespace", a => string.IsNullOrWhiteSpace(a.Text(0))),
        Count("size", a => TextUnits.CountChars(a.Text(0))),
        Count("index_of", a => IndexOf(a.Text(0), a.Text(1)), new Parameter("search", ParameterKind.Text)),
        new("string.split", [new("text", ParameterKind.Text), new("match", ParameterKind.Text)], _ => Shape.ArrayOf(Shape.String), a => Split(a.Text(0), a.Text(1))),
        new("string.to_int", [new("text", ParameterKind.Text)], _ => Shape.Integer.OrNull(), a => ToWhole(a.Text(0))),
        new("string.to_long", [new("text", ParameterKind.Text)], _ => Shape.Integer.OrNull(), a => ToWhole(a.Text(0))),
        new("string.to_float", [new("text", ParameterKind.Text)], _ => Shape.Number.OrNull(), a => ToNumber(a.Text(0))),
        new("string.to_double", [new("text", ParameterKind.Text)], _ => Shape.Number.OrNull(), a => ToNumber(a.Text(0))),
    ];

    private static Function Text(string name, Func<Arguments, string> body, params ReadOnlySpan<Parameter> more) =>
        new("string." + name, [new("text", ParameterKind.Text), .. more], _ => Shape.String, a => Value.Of(body(a)));

    private static Function Test(string name, Func<Arguments, bool> body, params ReadOnlySpan<Parameter> more) =>
        new("string." + name, [new("text", ParameterKind.Text), .. more], _ => Shape.Boolean, a => Value.Of(body(a)));

    private static Function Count(string name, Func<Arguments, int> body, params ReadOnlySpan<Parameter> more) =>
        new("string." + name, [new("text", ParameterKind.Text), .. more], _ => Shape.Integer, a => Value.Of((long)body(a)));

    private static string Join(string left, string right)
    {
        Limits.CheckText((long)left.Length + right.Length);
        return left + right;
    }

    private static string Capitalize(string text) =>
        text.Length == 0 || char.IsUpper(text[0]) ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static string CapitalizeWords(string text)
    {
        var atStart = true;
        return string.Create(text.Length, text, (result, source) =>
        {
            for (var i = 0; i < source.Length; i++)
            {
                result[i] = atStart ? char.ToUpperInvariant(source[i]) : source[i];
                atStart = char.IsWhiteSpace(source[i]);
            }
        });
    }

    private static string Handleize(string text)
    {
        var handle = new StringBuilder(text.Length);
        foreach (var unit in text)
        {
            if (char.IsLetterOrDigit(unit))
            {
                handle.Append(char.ToLowerInvariant(unit));
            }
            else if (handle.Length > 0 && handle[^1] != '-')
            {
                handle.Append('-');
            }
        }

        return handle.ToString().TrimEnd('-');
    }

    private static string Replace(string text, string match, string with)
    {
        if (match.Length == 0)
        {
            return text;
        }

        if (with.Length > match.Length)
        {
            Limits.CheckText(text.Length + ((long)text.AsSpan().Count(match) * (with.Length - match.Length)));
        }

        return text.Replace(match, with, StringComparison.Ordinal);
    }

    private static string ReplaceOnce(string text, string match, string with, bool last)
    {
        var at = last ? text.LastIndexOf(match, StringComparison.Ordinal) : text.IndexOf(match, StringComparison.Ordinal);
        Limits.CheckText((long)text.Length + with.Length);
        return match.Length == 0 || at < 0 ? text : string.Concat(text.AsSpan(0, at), with, text.AsSpan(at + match.Length));
    }

    private static string Slice(string text, int start, int length)
    {
        var from = start < 0 ? Math.Max(0, TextUnits.CountChars(text) + start) : start;
        var rest = text[TextUnits.IndexOfChar(text, from)..];
        return TextUnits.FirstChars(rest, length);
    }

    private static string Truncate(string text, int length, string ellipsis) =>
        TextUnits.IndexOfChar(text, length) == text.Length
            ? text
            : Join(TextUnits.FirstChars(text, length - TextUnits.CountChars(ellipsis)), ellipsis);

    private static string TruncateWords(string text, int count, string ellipsis)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Length <= count ? text : Join(string.Join(' ', words.Take(count)), ellipsis);
    }

    private static string Pad(string text, int width, bool left)
    {
        var missing = width - TextUnits.CountChars(text);
        Limits.CheckText((long)text.Length + Math.Max(0, missing));
        return missing <= 0 ? text : left ? new string(' ', missing) + text : text + new string(' ', missing);
    }

    private static string Base64(string text)
    {
        Limits.CheckText((long)text.Length * 4);
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
    }

    private static string FromBase64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var written)
            ? Encoding.UTF8.GetString(bytes, 0, written)
            : throw new ValueFailure("string.base64_decode: the text is not base64");
    }

    private static int IndexOf(string text, string search)
    {
        var at = text.IndexOf(search, StringComparison.Ordinal);
        return at < 0 ? -1 : TextUnits.CountChars(text[..at]);
    }

    private static Value Split(string text, string match)
    {
        if (match.Length == 0)
        {
            throw new ValueFailure("string.split: match must not be empty");
        }

        Limits.CheckItems(text.AsSpan().Count(match) + 1L);
        return Value.Of(Array.ConvertAll(text.Split(match, StringSplitOptions.RemoveEmptyEntries), Value.Of));
    }

    private static Value ToWhole(string text) =>
        text.Length <= Limits.Bits / 3 && BigInteger.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
            ? Value.Of(whole)
            : Value.Null;

    private static Value ToNumber(string text) =>
        double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? Value.Of(number)
            : Value.Null;
}
