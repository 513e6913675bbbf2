using System.Globalization;
using System.Text.Json;

namespace SynthTool.Formats.Schemas;

/// <summary>Which subschemas of a document references can name: by <c>$id</c>, by anchor, by JSON pointer.</summary>
internal sealed class SchemaResources
{
    private readonly SchemaSource source;
    private readonly Dictionary<string, SchemaLocation> byUri = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Uri, string Anchor), SchemaLocation> byAnchor = [];
    private readonly Dictionary<string, Dictionary<string, JsonElement>> largeObjects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> baseInside = new(StringComparer.Ordinal);

    private SchemaResources(SchemaSource source) => this.source = source;

    public static SchemaResources Of(SchemaSource source)
    {
        var resources = new SchemaResources(source);
        var root = new SchemaLocation(source.Root, "", "");
        resources.byUri[""] = root;
        resources.Collect(root);
        return resources;
    }

    /// <summary>What references inside of a subschema are relative to.</summary>
    public string BaseInside(SchemaLocation location) =>
        IdOf(location.Element) is { } id ? UriReference.Resolve(location.BaseUri, id).Uri : location.BaseUri;

    /// <summary>The subschema that a reference names; null when it is not in this document.</summary>
    /// <param name="baseUri">What the reference is relative to.</param>
    /// <param name="reference">The value of <c>$ref</c>.</param>
    /// <param name="isRemote">Whether the reference names another document.</param>
    public SchemaLocation? Find(string baseUri, string reference, out bool isRemote)
    {
        var (uri, fragment) = UriReference.Resolve(baseUri, reference);
        isRemote = !byUri.TryGetValue(uri, out var resource);
        fragment = Uri.UnescapeDataString(fragment);
        return isRemote ? null
            : fragment.Length == 0 ? resource
            : fragment[0] == '/' ? FindByPointer(resource, fragment)
            : byAnchor.TryGetValue((uri, fragment), out var anchored) ? anchored : null;
    }

    private SchemaLocation? FindByPointer(SchemaLocation from, string pointer)
    {
        var (element, at, baseUri) = from;
        foreach (var token in JsonPointer.Tokens(pointer))
        {
            baseUri = baseInside.GetValueOrDefault(at, baseUri);
            if (element.ValueKind is JsonValueKind.Object && TryGetMember(element, at, token, out var member))
            {
                element = member;
            }
            else if (element.ValueKind is JsonValueKind.Array && int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < element.GetArrayLength())
            {
                element = element[index];
            }
            else
            {
                return null;
            }

            at = JsonPointer.Append(at, token);
        }

        return new SchemaLocation(element, at, baseUri);
    }

    /// <summary>Thousands of references into one large <c>$defs</c> must not each read all of it.</summary>
    private bool TryGetMember(JsonElement element, string pointer, string name, out JsonElement member)
    {
        const int Few = 32;
        if (element.GetPropertyCount() <= Few)
        {
            return element.TryGetProperty(name, out member);
        }

        if (!largeObjects.TryGetValue(pointer, out var members))
        {
            largeObjects[pointer] = members = element.EnumerateObject().ToDictionary(m => m.Name, m => m.Value, StringComparer.Ordinal);
        }

        return members.TryGetValue(name, out member);
    }

    private void Collect(SchemaLocation location)
    {
        if (location.Element.ValueKind is not JsonValueKind.Object)
        {
            return;
        }

        Register(location);
        var inside = baseInside[location.Pointer];
        foreach (var member in location.Element.EnumerateObject())
        {
            var pointer = JsonPointer.Append(location.Pointer, member.Name);
            if (member.Value.ValueKind is JsonValueKind.Object && SchemaKeywords.OfNamedSchemas.Contains(member.Name))
            {
                foreach (var named in member.Value.EnumerateObject())
                {
                    Collect(new SchemaLocation(named.Value, JsonPointer.Append(pointer, named.Name), inside));
                }
            }
            else if (member.Value.ValueKind is JsonValueKind.Array && SchemaKeywords.OfSchemas.Contains(member.Name))
            {
                foreach (var (index, item) in member.Value.EnumerateArray().Index())
                {
                    Collect(new SchemaLocation(item, JsonPointer.Append(pointer, index), inside));
                }
            }
            else if (SchemaKeywords.OfSchema.Contains(member.Name))
            {
                Collect(new SchemaLocation(member.Value, pointer, inside));
            }
        }
    }

    private void Register(SchemaLocation location)
    {
        var inside = BaseInside(location);
        baseInside[location.Pointer] = inside;
        if (IdOf(location.Element) is { } id)
        {
            var (uri, fragment) = UriReference.Resolve(location.BaseUri, id);
            if (fragment.Length > 0)
            {
                Anchor(inside, fragment, location, "$id");
            }
            else if (!byUri.TryAdd(uri, location) && uri.Length > 0 && byUri[uri].Pointer != location.Pointer)
            {
                source.Report(SchemaDiagnostics.BadValue, JsonPointer.Append(location.Pointer, "$id"), $"$id {SchemaText.Quote(id)} is used twice");
            }
        }

        if (source.Draft is SchemaDraft.Draft07)
        {
            return;
        }

        foreach (var keyword in (string[])["$anchor", "$dynamicAnchor"])
        {
            if (location.Element.TryGetProperty(keyword, out var anchor) && anchor.ValueKind is JsonValueKind.String)
            {
                Anchor(inside, anchor.GetString()!, location, keyword);
            }
        }
    }

    private void Anchor(string uri, string name, SchemaLocation location, string keyword)
    {
        if (!byAnchor.TryAdd((uri, name), location) && byAnchor[(uri, name)].Pointer != location.Pointer)
        {
            source.Report(SchemaDiagnostics.BadValue, JsonPointer.Append(location.Pointer, keyword), $"{keyword} {SchemaText.Quote(name)} is used twice");
        }
    }

    // Draft 07 ignores everything beside $ref, $id included.
    private string? IdOf(JsonElement schema) =>
        schema.ValueKind is JsonValueKind.Object
        && schema.TryGetProperty("$id", out var id)
        && id.ValueKind is JsonValueKind.String
        && !(source.Draft is SchemaDraft.Draft07 && schema.TryGetProperty("$ref", out _))
            ? id.GetString()
            : null;
}
