using SynthTool.Definition;

namespace SynthTool.Teachers;

/// <summary>
/// The chain that a request goes through, wired in one place. Outermost first: structured output and repair → store →
/// merging of equal requests in flight → recording → retry → pace → budget → client.
/// </summary>
internal sealed class TeacherChain : IDisposable
{
    private readonly PacedTeacher paced;
    private readonly ChatClientTeacher called;

    private TeacherChain(TeacherChainOptions options)
    {
        var book = new AnswerBook(options.Store, Meter, RequestKey.Epochs, options.RetryQuarantined);
        Budget = options.Budget;
        called = new ChatClientTeacher(options.Connect ?? (teacher => Connected(teacher, options)), options.Time, Meter, options.Cut);
        paced = new PacedTeacher(new BudgetedTeacher(called, () => Budget, Meter), options.Time);
        var retrying = new RetryingTeacher(paced, options.Time, options.Jitter);
        var merging = new MergingTeacher(new RecordingTeacher(retrying, book));
        Replay = new StructuredTeacher(new StoredTeacher(merging, book, maySpend: false));
        Teacher = options.Rehearse
            ? new StructuredTeacher(new RehearsingTeacher(new StoredTeacher(merging, book, maySpend: false), Meter))
            : new StructuredTeacher(new StoredTeacher(merging, book, options.MaySpend));
    }

    /// <summary>Asks as the options allow.</summary>
    public ITeacher Teacher { get; }

    /// <summary>Answers from the store only; what it lacks is <see cref="TeacherReply.Missing"/>. Shares the meter with <see cref="Teacher"/>.</summary>
    public ITeacher Replay { get; }

    public TeacherMeter Meter { get; } = new();

    /// <summary>What may be spent from now on.</summary>
    public TeacherBudget Budget { get; set; }

    public static TeacherChain Create(TeacherChainOptions options) => new(options);

    public void Dispose()
    {
        called.Dispose();
        paced.Dispose();
    }

    private static OpenAiCompatibleClient Connected(TeacherDefinition teacher, TeacherChainOptions options) => new(
        TeacherConnection.Resolve(teacher, options.Variables), teacher.SendAs ?? teacher.Model, teacher.Limits.Concurrency, options.Time);
}
