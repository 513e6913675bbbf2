using System.Collections.Immutable;
using System.Text;
using SynthTool.Definition;
using SynthTool.Files;

namespace SynthTool.Teachers;

/// <summary>Where a teacher is and what opens it: its definition with every <c>${NAME}</c> filled in. Made only when a call is made.</summary>
/// <param name="Completions">The address that requests go to.</param>
/// <param name="Headers">Header name → value, the api key's among them.</param>
/// <param name="Secrets">What no message may show.</param>
internal sealed record TeacherConnection(Uri Completions, ImmutableArray<KeyValuePair<string, string>> Headers, Secrets Secrets)
{
    private const string Path = "/chat/completions";

    /// <param name="teacher">The definition.</param>
    /// <param name="variables">A variable's value; null when it is not set.</param>
    /// <exception cref="TeacherFailure">A variable is not set, or the result cannot be used.</exception>
    public static TeacherConnection Resolve(TeacherDefinition teacher, Func<string, string?> variables)
    {
        string Fill(string member, string text) => Filled(text, name => variables(name) is { Length: > 0 } value ? value : throw TeacherDiagnostics.NoVariable(teacher, member, name));

        var endpoint = teacher.Endpoint?.Value ?? throw TeacherDiagnostics.NotUsable(teacher, "it has no endpoint", "add one, such as endpoint: ${SYNTH_ENDPOINT}");
        var headers = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
        if (teacher.ApiKey is { } key)
        {
            headers.Add(new("Authorization", $"Bearer {Fill("api_key", key.Value)}"));
        }

        foreach (var (name, value) in teacher.Headers)
        {
            headers.Add(new(name, Fill($"header {name}", value)));
        }

        var address = Address(teacher, Fill("endpoint", endpoint));
        CheckHeaders(teacher, headers);
        return new TeacherConnection(address, headers.ToImmutable(), new Secrets(SecretsIn(address, headers)));
    }

    /// <summary>The text with each <c>${NAME}</c> replaced.</summary>
    private static string Filled(string text, Func<string, string> valueOf)
    {
        var filled = new StringBuilder();
        while (text.IndexOf("${", StringComparison.Ordinal) is var begin and >= 0 && text.IndexOf('}', begin) is var end and > 0)
        {
            _ = filled.Append(text, 0, begin).Append(valueOf(text[(begin + 2)..end]));
            text = text[(end + 1)..];
        }

        return filled.Append(text).ToString();
    }

    private static Uri Address(TeacherDefinition teacher, string endpoint)
    {
        if (!Uri.TryCreate(endpoint.Trim(), UriKind.Absolute, out var given) || given.Scheme is not ("http" or "https"))
        {
            // The text is not shown: a variable filled it.
            throw TeacherDiagnostics.NotUsable(teacher, "its endpoint is no http or https address", "write the base address, such as http://localhost:8000/v1");
        }

        var path = given.AbsolutePath.TrimEnd('/');
        return new UriBuilder(given) { Path = path.EndsWith(Path, StringComparison.Ordinal) ? path : path + Path, Fragment = "" }.Uri;
    }

    private static void CheckHeaders(TeacherDefinition teacher, IEnumerable<KeyValuePair<string, string>> headers)
    {
        using var probe = new HttpRequestMessage();
        foreach (var (name, value) in headers)
        {
            if (value.AsSpan().ContainsAnyInRange('\0', '\u001f') || !probe.Headers.TryAddWithoutValidation(name, value))
            {
                throw TeacherDiagnostics.NotUsable(teacher, $"its header {Quoted.Text(name)} cannot be sent", "a value may hold no line break, and names such as Content-Type are not for headers");
            }
        }
    }

    private static IEnumerable<string> SecretsIn(Uri address, IEnumerable<KeyValuePair<string, string>> headers) =>
        headers.SelectMany(h => new[] { h.Value, h.Value.StartsWith("Bearer ", StringComparison.Ordinal) ? h.Value["Bearer ".Length..] : "" })
            .Concat([address.UserInfo, address.Query.TrimStart('?')])
            .Concat(address.UserInfo.Split(':'))
            .Concat(address.Query.TrimStart('?').Split('&', '='));
}
