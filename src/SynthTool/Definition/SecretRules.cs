using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Formats.Yaml;

namespace SynthTool.Definition;

/// <summary>Keeps secrets out of definitions, and <c>${NAME}</c> where it is resolved. No message shows a value that may be a secret.</summary>
internal static partial class SecretRules
{
    private const string ReferenceHint = "write ${NAME}, and set NAME in the environment or in .NET user secrets";

    private static readonly FrozenSet<string> OwnHeaders = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "host", "content-type", "content-length", "transfer-encoding", "connection");

    private static readonly FrozenSet<string> Resolving = FrozenSet.Create(StringComparer.Ordinal, "endpoint", "api_key", "headers");

    public static Located<string>? Endpoint(DefinitionScope scope, Located<string>? endpoint)
    {
        if (endpoint is null || !AreWellFormed(scope, endpoint, "\"endpoint\"") || Reference().IsMatch(endpoint.Value))
        {
            return endpoint;
        }

        if (!Uri.TryCreate(endpoint.Value, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0)
        {
            scope.Refuse(endpoint.Place, "\"endpoint\"", "must be an address that begins with http:// or https://");
        }
        else if (uri.UserInfo.Length > 0)
        {
            scope.Findings.Add(DefinitionDiagnostics.SecretWritten, endpoint.Place, "\"endpoint\" holds a user name or password", ReferenceHint);
        }

        return endpoint;
    }

    public static Located<string>? ApiKey(DefinitionScope scope, Located<string>? key)
    {
        if (key is not null && !(Reference().Match(key.Value) is { Success: true } match && match.Length == key.Value.Length))
        {
            scope.Findings.Add(DefinitionDiagnostics.SecretWritten, key.Place, "\"api_key\" holds a key itself, and may only refer to one", ReferenceHint);
        }

        return key;
    }

    public static string? AgainstHeaderName(string name) => name switch
    {
        _ when !HeaderName().IsMatch(name) => "must be letters, digits, '-', '_' and '.'",
        _ when OwnHeaders.Contains(name) => "is set by the tool itself",
        _ => null,
    };

    public static Located<string>? HeaderValue(DefinitionScope scope, string name, Located<string>? value)
    {
        if (value is not null && AreWellFormed(scope, value, Quoted.Text(name)) && SecretName().IsMatch(name) && !Reference().IsMatch(value.Value))
        {
            scope.Findings.Add(DefinitionDiagnostics.SecretWritten, value.Place, $"the header {Quoted.Text(name)} holds a secret itself, and may only refer to one", ReferenceHint);
        }

        return value;
    }

    /// <summary>Reports every <c>${NAME}</c> that stands where none is resolved.</summary>
    /// <param name="root">A file.</param>
    /// <param name="teachers">The mapping of teachers in it; null for none.</param>
    public static void RefuseElsewhere(DefinitionScope scope, YamlNode root, YamlNode? teachers) => Walk(scope, root, teachers);

    /// <summary>The names of the variables that a teacher's connection needs, in ordinal order.</summary>
    public static ImmutableArray<string> NamesIn(TeacherDefinition teacher) =>
        [.. teacher.Headers.Values.Append(teacher.Endpoint?.Value).Append(teacher.ApiKey?.Value).OfType<string>()
            .SelectMany(text => Reference().Matches(text).Select(m => m.Value[2..^1]))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static void Walk(DefinitionScope scope, YamlNode node, YamlNode? teachers)
    {
        switch (node)
        {
            case YamlMapping mapping when ReferenceEquals(mapping, teachers):
                foreach (var entry in mapping.Entries.Select(e => e.Value).OfType<YamlMapping>().SelectMany(t => t.Entries).Where(e => !Resolving.Contains(e.Name)))
                {
                    Walk(scope, entry.Value, teachers: null);
                }

                break;
            case YamlMapping mapping:
                foreach (var entry in mapping.Entries)
                {
                    Walk(scope, entry.Value, teachers);
                }

                break;
            case YamlSequence sequence:
                foreach (var item in sequence.Items)
                {
                    Walk(scope, item, teachers);
                }

                break;
            case YamlScalar scalar when Reference().Match(scalar.Text) is { Success: true } match:
                scope.Findings.Add(DefinitionDiagnostics.ReferenceRefused, scalar.TextPlace, $"{Quoted.Text(match.Value)} is not resolved here", "references to the environment are allowed in a teacher's endpoint, api_key and headers only");
                break;
        }
    }

    private static bool AreWellFormed(DefinitionScope scope, Located<string> value, string what)
    {
        var isWellFormed = !Reference().Replace(value.Value, "").Contains("${", StringComparison.Ordinal);
        if (!isWellFormed)
        {
            scope.Findings.Add(DefinitionDiagnostics.ReferenceRefused, value.Place, $"{what} holds ${{ without a name and }}", "write ${NAME}: letters, digits and _");
        }

        return isWellFormed;
    }

    [GeneratedRegex(@"\$\{[A-Za-z_][A-Za-z0-9_]*\}", RegexOptions.CultureInvariant)]
    private static partial Regex Reference();

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,100}\z", RegexOptions.CultureInvariant)]
    private static partial Regex HeaderName();

    [GeneratedRegex("auth|key|token|secret|cookie|password|credential", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();
}
