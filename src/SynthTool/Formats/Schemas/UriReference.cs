namespace SynthTool.Formats.Schemas;

/// <summary>References to schemas resolved as RFC 3986 says, on the text alone: nothing is fetched, normalised or looked up.</summary>
internal static class UriReference
{
    /// <summary>The reference as seen from the base, without its fragment, and the fragment.</summary>
    public static (string Uri, string Fragment) Resolve(string baseUri, string reference)
    {
        var hash = reference.IndexOf('#', StringComparison.Ordinal);
        var fragment = hash < 0 ? "" : reference[(hash + 1)..];
        reference = hash < 0 ? reference : reference[..hash];
        if (reference.Length == 0)
        {
            return (baseUri, fragment);
        }

        if (SchemeLength(reference) > 0)
        {
            return (reference, fragment);
        }

        var scheme = baseUri[..SchemeLength(baseUri)];
        var rest = baseUri[scheme.Length..];
        if (reference.StartsWith("//", StringComparison.Ordinal))
        {
            return (scheme + reference, fragment);
        }

        var authority = rest.StartsWith("//", StringComparison.Ordinal) ? rest[..EndOfAuthority(rest)] : "";
        return (scheme + authority + Path(rest[authority.Length..], reference), fragment);
    }

    private static string Path(string basePath, string reference)
    {
        var query = basePath.IndexOf('?', StringComparison.Ordinal);
        basePath = query < 0 ? basePath : basePath[..query];
        query = reference.IndexOf('?', StringComparison.Ordinal);
        var (path, tail) = query < 0 ? (reference, "") : (reference[..query], reference[query..]);
        if (path.Length == 0)
        {
            return basePath + tail;
        }

        return WithoutDots(path[0] == '/' ? path : basePath[..(basePath.LastIndexOf('/') + 1)] + path) + tail;
    }

    private static string WithoutDots(string path)
    {
        var kept = new List<string>();
        var segments = path.Split('/');
        for (var i = 0; i < segments.Length; i++)
        {
            if (segments[i] is ".." && kept.Count > 1)
            {
                kept.RemoveAt(kept.Count - 1);
            }

            if (segments[i] is not ("." or ".."))
            {
                kept.Add(segments[i]);
            }
            else if (i == segments.Length - 1)
            {
                kept.Add("");
            }
        }

        return string.Join('/', kept);
    }

    private static int EndOfAuthority(string rest) => rest.IndexOfAny(['/', '?'], 2) is var end and >= 0 ? end : rest.Length;

    private static int SchemeLength(string uri)
    {
        var colon = uri.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && char.IsAsciiLetter(uri[0]) && uri[..colon].All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '.') ? colon + 1 : 0;
    }
}
