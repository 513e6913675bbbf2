using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SynthTool.Definition;
using SynthTool.Diagnostics;
using SynthTool.Store;
using SynthTool.Teachers;

namespace SynthTool.Testing;

/// <summary>
/// A real OpenAI-compatible server on 127.0.0.1 whose answers follow from the requests alone: text is a sentence drawn
/// from the request's digest, structured output a sample of the schema. Faults are scripted.
/// </summary>
internal sealed class LoopbackTeacher : IAsyncDisposable
{
    private readonly WebApplication server;
    private readonly LoopbackOptions options;
    private readonly LoopbackAnswers answers;
    private readonly ConcurrentQueue<LoopbackAct> acts;
    private readonly CancellationTokenSource stopping = new();
    private int count;

    private LoopbackTeacher(LoopbackOptions options)
    {
        this.options = options;
        answers = new LoopbackAnswers(options);
        acts = new ConcurrentQueue<LoopbackAct>(options.Acts);
        Journal = new LoopbackJournal(options.JournalPath);
        // An ordinary host would watch its content root, which may hold a million files, for settings.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        _ = builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 64 * 1024 * 1024;
        });
        server = builder.Build();
        server.Run(AnswerAsync);
    }

    /// <summary>The base address, such as <c>http://127.0.0.1:40001/v1</c>.</summary>
    public string Endpoint { get; private set; } = "";

    public LoopbackJournal Journal { get; }

    public static async Task<LoopbackTeacher> StartAsync(LoopbackOptions? options = null)
    {
        var teacher = new LoopbackTeacher(options ?? new LoopbackOptions());
        await teacher.server.StartAsync();
        var address = teacher.server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        teacher.Endpoint = $"{address}/v1";
        return teacher;
    }

    /// <summary>Runs until stdin ends; prints <c>listening http://127.0.0.1:PORT/v1</c>. For tests that kill, and for benchmarks.</summary>
    /// <param name="args"><c>--latency-ms n</c>, <c>--journal path</c>, <c>--words n</c>, <c>--mode JsonSchema|JsonObject|Text</c>, <c>--acts 429,ok,hang,…</c>.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        string? Value(string name) => Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;

        await using var teacher = await StartAsync(new LoopbackOptions
        {
            Latency = TimeSpan.FromMilliseconds(int.Parse(Value("--latency-ms") ?? "0", CultureInfo.InvariantCulture)),
            JournalPath = Value("--journal"),
            Words = int.Parse(Value("--words") ?? "12", CultureInfo.InvariantCulture),
            Mode = Enum.Parse<StructuredMode>(Value("--mode") ?? nameof(StructuredMode.JsonSchema)),
            Acts = [.. (Value("--acts") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(LoopbackAct.Parse)],
        });
        Console.WriteLine($"listening {teacher.Endpoint}");
        while (await Console.In.ReadLineAsync() is not null)
        {
        }

        return 0;
    }

    /// <summary>A definition that reaches this server.</summary>
    public TeacherDefinition Definition(string name = "writer") => new()
    {
        Name = new Located<string>(name, new SourcePlace("data/a.synth.yaml", 5, 3)),
        Provider = new Located<string>("openai", new SourcePlace("data/a.synth.yaml", 6, 5)),
        Model = "loopback-1",
        Endpoint = new Located<string>(Endpoint, new SourcePlace("data/a.synth.yaml", 7, 5)),
        Headers = ImmutableSortedDictionary<string, string>.Empty,
    };

    /// <summary>Scripts the next requests.</summary>
    public void Next(params ReadOnlySpan<LoopbackAct> then)
    {
        foreach (var act in then)
        {
            acts.Enqueue(act);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await server.DisposeAsync();
        Journal.Dispose();
        stopping.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = await ReadAsync(context.Request);
        Journal.Ask(request);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping.Token);
        try
        {
            if (options.Latency > TimeSpan.Zero)
            {
                await Task.Delay(options.Latency, leaving.Token);
            }

            if (await PlayAsync(acts.TryDequeue(out var act) ? act : LoopbackAct.Ok, request, context, leaving.Token))
            {
                Journal.Answer(request);
            }
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
    }

    private async Task<LoopbackRequest> ReadAsync(HttpRequest http)
    {
        using var bytes = new MemoryStream((int)(http.ContentLength ?? 4096));
        await http.Body.CopyToAsync(bytes);
        var body = bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
        var id = http.Headers["X-Client-Request-Id"].ToString();
        using var hasher = new ContentHasher();
        return new LoopbackRequest(
            Interlocked.Increment(ref count),
            id,
            hasher.Add(body.Span).Add(id).Finish(),
            JsonElement.Parse(body.Span),
            http.Headers.ToDictionary(h => h.Key.ToLowerInvariant(), h => h.Value.ToString(), StringComparer.Ordinal));
    }

    /// <returns>Whether an answer that counts was sent.</returns>
    private async Task<bool> PlayAsync(LoopbackAct act, LoopbackRequest request, HttpContext context, CancellationToken ct)
    {
        switch (act)
        {
            case LoopbackAct.Hang:
                await Task.Delay(Timeout.Infinite, ct);
                return false;
            case LoopbackAct.Cut:
                await CutAsync(context, answers.Of(request), ct);
                return false;
            case LoopbackAct.Status status:
                await FailAsync(context, status, ct);
                return false;
            case LoopbackAct.Body body:
                await SendAsync(context, System.Text.Encoding.UTF8.GetBytes(body.Content), body.Type, ct);
                return false;
            case LoopbackAct.Text text:
                await SendAsync(context, LoopbackAnswers.Completion(request, text.Content, text.Finish), "application/json", ct);
                return true;
            case LoopbackAct.Refusal refusal:
                await SendAsync(context, LoopbackAnswers.Refused(request, refusal.Said), "application/json", ct);
                return true;
            default:
                return await SendDefaultAsync(context, request, ct);
        }
    }

    private async Task<bool> SendDefaultAsync(HttpContext context, LoopbackRequest request, CancellationToken ct)
    {
        if (answers.Refuses(request) is { } format)
        {
            await FailAsync(context, new LoopbackAct.Status(400, $"response_format of type {format} is not supported"), ct);
            return false;
        }

        await SendAsync(context, answers.Of(request), "application/json", ct);
        return true;
    }

    private static Task FailAsync(HttpContext context, LoopbackAct.Status status, CancellationToken ct)
    {
        context.Response.StatusCode = status.Code;
        if (status.RetryAfter is { } wait)
        {
            context.Response.Headers.RetryAfter = wait;
        }

        return SendAsync(context, JsonSerializer.SerializeToUtf8Bytes(new { error = new { message = status.Said, type = "scripted_error" } }), "application/json", ct);
    }

    private static async Task CutAsync(HttpContext context, byte[] body, CancellationToken ct)
    {
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2), ct);
        await context.Response.Body.FlushAsync(ct);
        context.Abort();
    }

    private static async Task SendAsync(HttpContext context, byte[] body, string type, CancellationToken ct)
    {
        context.Response.ContentType = type;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, ct);
        await context.Response.CompleteAsync();
    }
}
