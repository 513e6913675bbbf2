using System.Text.Json;
using SynthTool.Store;

namespace SynthTool.Testing;

/// <summary>One request as it came over the wire.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Id">The header <c>X-Client-Request-Id</c>: the request's key; empty when the client sends none.</param>
/// <param name="Hash">The digest of the body and of <paramref name="Id"/>: siblings have equal bodies.</param>
/// <param name="Body">The parsed body.</param>
/// <param name="Headers">Lowercase name → value.</param>
internal sealed record LoopbackRequest(int Number, string Id, ContentHash Hash, JsonElement Body, IReadOnlyDictionary<string, string> Headers)
{
    public string LastMessage => Body.GetProperty("messages").EnumerateArray().Last().GetProperty("content").GetString()!;
}
