using System.Net.Http.Headers;
using System.Text;
using SynthTool.Benchmarks.Runs;

namespace SynthTool.Benchmarks.References;

/// <summary>The least that a client can do: so many loops that each post a ready body and read the reply's bytes. Nothing is rendered, parsed or kept.</summary>
internal static class HttpLoop
{
    /// <param name="endpoint">The teacher's base address.</param>
    /// <param name="calls">How many calls in all.</param>
    /// <param name="concurrency">How many loops.</param>
    /// <param name="prompt">What each call asks; the number of the call is put before it.</param>
    public static async Task<Sample> RunAsync(string endpoint, int calls, int concurrency, string prompt)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = concurrency, UseProxy = false, UseCookies = false });
        var address = new Uri(endpoint + "/chat/completions");
        var next = 0;

        async Task LoopAsync()
        {
            while (Interlocked.Increment(ref next) is var number && number <= calls)
            {
                var body = Encoding.UTF8.GetBytes($$"""{"model":"bench-1","messages":[{"role":"system","content":"You answer questions about small machines."},{"role":"user","content":"{{number}} {{prompt}}"}]}""");
                using var content = new ByteArrayContent(body);
                content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
                using var reply = await http.PostAsync(address, content);
                _ = await reply.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
            }
        }

        return await Pairs.TimedAsync(() => Task.WhenAll(Enumerable.Range(0, concurrency).Select(_ => LoopAsync())));
    }
}
