using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.AI;
using SynthTool.Definition;
using SynthTool.Files;
using SynthTool.Store;

namespace SynthTool.Teachers;

/// <summary>
/// The rim of the chain: makes one attempt through any <see cref="IChatClient"/>, and tells failures of content, which
/// are outcomes, from failures of transport, which are not.
/// </summary>
/// <param name="connect">Makes a teacher's client at its first call.</param>
/// <param name="time">For timeouts.</param>
/// <param name="meter">Counts attempts and tokens.</param>
/// <param name="cut">Ends calls on the wire.</param>
internal sealed class ChatClientTeacher(Func<TeacherDefinition, IChatClient> connect, TimeProvider time, TeacherMeter meter, CancellationToken cut) : ITeacher, IDisposable
{
    private const int MostSeconds = 30 * 24 * 60 * 60; // the timer takes no more than about fifty days

    private readonly ConcurrentDictionary<string, Lazy<ChatLine>> lines = new(StringComparer.Ordinal);

    public async ValueTask<TeacherReply> AskAsync(TeacherRequest request, CancellationToken ct)
    {
        var line = lines.GetOrAdd(request.Teacher.Name.Value, static (_, of) => new Lazy<ChatLine>(() => new ChatLine(of.connect(of.Teacher))), (connect, request.Teacher)).Value;
        var mode = line.Mode;
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(Math.Min(request.Teacher.Limits.TimeoutSeconds, MostSeconds)), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cut, timeout.Token);
        var options = ChatCall.Options(request, mode);
        cut.ThrowIfCancellationRequested(); // or it would be counted and never reach the wire
        var began = time.GetTimestamp();
        meter.CallBegan();
        try
        {
            var response = await line.Client.GetResponseAsync(ChatCall.Messages(request, mode), options, either.Token);
            var answer = ChatCall.Answer(request, response);
            meter.Charged(request.Teacher, answer.Usage);
            return TeacherReply.Recorded.One(request, answer);
        }
        catch (OperationCanceledException) when (!cut.IsCancellationRequested)
        {
            throw new TransportFault(FormattableString.Invariant($"no answer within {request.Teacher.Limits.TimeoutSeconds} seconds"));
        }
        catch (TransportFault fault) when (ServerWords.IsAboutContent(fault) is { } reason)
        {
            return TeacherReply.Recorded.One(request, new Answer(fault.Said, "error") { Failure = new AnswerFailure(reason) });
        }
        catch (TransportFault fault) when (request.Response is not null && ServerWords.IsAboutMode(fault) && line.Leave(mode))
        {
            throw new TransportFault(fault.Message, fault) { Status = fault.Status, Said = fault.Said, IsModeRefusal = true };
        }
        catch (Exception error) when (error is HttpRequestException or IOException or JsonException) // of clients that are not ours
        {
            throw new TransportFault(Quoted.Text(error.Message), error) { Status = (int?)(error as HttpRequestException)?.StatusCode };
        }
        finally
        {
            meter.CallEnded(time.GetElapsedTime(began));
        }
    }

    public void Dispose()
    {
        foreach (var line in lines.Values.Where(l => l.IsValueCreated))
        {
            line.Value.Client.Dispose();
        }
    }
}
