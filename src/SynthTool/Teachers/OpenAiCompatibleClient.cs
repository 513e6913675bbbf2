using System.Buffers;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using SynthTool.Files;

namespace SynthTool.Teachers;

/// <summary>
/// Calls any server that speaks OpenAI's chat completions. Lean, because thousands of calls share two cores with the
/// rest of a build; and ours, because the vendor's client changes schemas, drops options, and throws for an unknown
/// finish reason, by which a paid answer is lost.
/// </summary>
/// <remarks>One attempt a call: waiting and repeating are the chain's. Failures are <see cref="TransportFault"/>.</remarks>
internal sealed class OpenAiCompatibleClient : IChatClient
{
    /// <summary>The name of the additional property whose text is sent as the request's id, for the server's log.</summary>
    public const string RequestId = "synth.request-id";

    private const string RequestIdHeader = "X-Client-Request-Id";
    private const int MostBytes = 16 * 1024 * 1024;
    private const int MostErrorBytes = 64 * 1024;
    private const int FirstRoom = 64 * 1024;
    private const string UserAgent = "dotnet-synth"; // some gateways refuse requests without one

    private readonly HttpClient http;
    private readonly TeacherConnection connection;
    private readonly string model;
    private readonly TimeProvider time;

    /// <param name="connection">Where to.</param>
    /// <param name="model">What the server calls the model.</param>
    /// <param name="concurrency">How many calls are in flight at most.</param>
    /// <param name="time">For <c>Retry-After</c> dates.</param>
    public OpenAiCompatibleClient(TeacherConnection connection, string model, int concurrency, TimeProvider time)
    {
        this.connection = connection;
        this.model = model;
        this.time = time;
        http = new HttpClient(Handler(connection.Completions, concurrency)) { Timeout = Timeout.InfiniteTimeSpan };
        _ = http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", UserAgent);
    }

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var request = Request(messages, options);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                throw await FaultAsync(response, cancellationToken);
            }

            using var body = await ReadAsync(response.Content, MostBytes, cancellationToken);
            return OpenAiReply.Read(body.Bytes, connection.Secrets);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw new TransportFault(Reason(error), error);
        }
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
        {
            yield return update;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose() => http.Dispose();

    private static SocketsHttpHandler Handler(Uri address, int concurrency) => new()
    {
        AllowAutoRedirect = false, // it would take the headers, and so the key, to another host
        UseCookies = false,
        UseProxy = !address.IsLoopback,
        MaxConnectionsPerServer = concurrency,
        EnableMultipleHttp2Connections = true,
        PooledConnectionLifetime = TimeSpan.FromMinutes(10), // so that a moved server is found again
    };

    private HttpRequestMessage Request(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        var body = new ArrayBufferWriter<byte>(2048);
        OpenAiRequest.Write(model, messages, options, body);
        var request = new HttpRequestMessage(HttpMethod.Post, connection.Completions) { Content = new ReadOnlyMemoryContent(body.WrittenMemory) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        foreach (var (name, value) in connection.Headers)
        {
            _ = request.Headers.TryAddWithoutValidation(name, value);
        }

        if (options?.AdditionalProperties?.TryGetValue(RequestId, out string? id) is true)
        {
            _ = request.Headers.TryAddWithoutValidation(RequestIdHeader, id);
        }

        return request;
    }

    private async Task<TransportFault> FaultAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var said = "";
        try
        {
            using var body = await ReadAsync(response.Content, MostErrorBytes, ct);
            (said, _) = OpenAiReply.Error(body.Bytes, connection.Secrets);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or TransportFault)
        {
            // The status says enough.
        }

        var status = (int)response.StatusCode;
        var told = said.Length > 0 ? $" {Quoted.Text(said)}" : "";
        return new TransportFault(FormattableString.Invariant($"HTTP {status}{told}")) { Status = status, Said = said, RetryAfter = RetryAfter(response) };
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var asked = response.Headers.RetryAfter;
        var wait = asked?.Delta ?? (asked?.Date is { } date ? date - time.GetUtcNow() : null);
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    private static async Task<RentedBytes> ReadAsync(HttpContent content, int most, CancellationToken ct)
    {
        if (content.Headers.ContentLength > most)
        {
            throw new TransportFault(FormattableString.Invariant($"a reply of more than {most} bytes"));
        }

        using var stream = await content.ReadAsStreamAsync(ct);
        var bytes = new RentedBytes((int)Math.Min(content.Headers.ContentLength ?? FirstRoom, FirstRoom) + 1); // a length is only a promise
        try
        {
            while (await stream.ReadAsync(bytes.Free, ct) is var read and > 0)
            {
                bytes.Advance(read);
                if (bytes.Length > most)
                {
                    throw new TransportFault(FormattableString.Invariant($"a reply of more than {most} bytes"));
                }
            }

            return bytes;
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    private string Reason(Exception error)
    {
        var told = Quoted.Text(connection.Secrets.Scrub(error.InnerException?.Message ?? error.Message));
        return error switch
        {
            HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError } =>
                $"{connection.Completions.Host}:{connection.Completions.Port} cannot be reached: {told}",
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => $"no secure connection: {told}",
            _ => $"the connection broke: {told}",
        };
    }
}
