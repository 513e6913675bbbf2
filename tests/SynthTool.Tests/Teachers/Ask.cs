using System.Text;
using SynthTool.Definition;
using SynthTool.Diagnostics;
using SynthTool.Formats.Schemas;
using SynthTool.Prompts;
using SynthTool.Teachers;
using SynthTool.Testing;

namespace SynthTool.Tests.Teachers;

/// <summary>Requests and chains as the tests need them.</summary>
internal static class Ask
{
    public static readonly TeacherDefinition Nobody = new()
    {
        Name = new Located<string>("writer", new SourcePlace("data/a.synth.yaml", 5, 3)),
        Provider = new Located<string>("openai", new SourcePlace("data/a.synth.yaml", 6, 5)),
        Model = "loopback-1",
        Endpoint = new Located<string>("http://127.0.0.1:9/v1", new SourcePlace("data/a.synth.yaml", 7, 5)),
    };

    public static readonly ResponseSchema Item = Schema("""{"type":"object","properties":{"name":{"type":"string"},"size":{"type":"integer"}},"required":["name","size"]}""");

    public static TeacherRequest For(TeacherDefinition teacher, string text = "Hello?", ResponseSchema? response = null, int sample = 0) =>
        new("draft", teacher, [new PromptMessage("user", text)], teacher.Options, response, sample);

    public static TeacherRequest For(string text = "Hello?", ResponseSchema? response = null) => For(Nobody, text, response);

    public static ResponseSchema Schema(string json)
    {
        var schema = JsonSchema.Parse(Encoding.UTF8.GetBytes(json), "schemas/item.json").Value!;
        return new ResponseSchema("schemas/item.json", schema.Document, schema);
    }

    /// <summary>A chain that may spend, whose waits before repeating take no time.</summary>
    public static TeacherChainOptions Options(AnswersInMemory store) => new()
    {
        Store = store,
        Time = new TestTime { SkipsUpTo = TimeSpan.FromMinutes(4) },
        Jitter = () => 0.5,
        Variables = _ => null,
        MaySpend = true,
    };

    public static async Task<TeacherReply.Recorded> RecordedAsync(this ITeacher teacher, TeacherRequest request, CancellationToken ct = default) =>
        Assert.IsType<TeacherReply.Recorded>(await teacher.AskAsync(request, ct));

    public static async Task<Diagnostic> FailureAsync(this ITeacher teacher, TeacherRequest request) =>
        (await Assert.ThrowsAsync<TeacherFailure>(async () => await teacher.AskAsync(request, CancellationToken.None))).Found;
}
