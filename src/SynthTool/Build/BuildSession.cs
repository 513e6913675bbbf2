using System.Collections.Immutable;
using SynthTool.Definition;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Seeds;
using SynthTool.Shards;
using SynthTool.Steps;
using SynthTool.Store;
using SynthTool.Teachers;

namespace SynthTool.Build;

/// <summary>What one run over a dataset works with: its files, seeds, stages and what the last build left.</summary>
internal sealed class BuildSession : IAsyncDisposable
{
    private TeacherChain? chain;
    private DatasetFiles? otherFiles;
    private IDisposable? turn;

    public BuildSession(Workspace workspace, string definition, BuildOptions options, IBuildListener listener)
    {
        Workspace = workspace;
        DefinitionPath = definition;
        Options = options;
        Listener = listener;
        Cache = CacheFolder.For(workspace.Root, definition);
        StartedNs = workspace.NowNs;
    }

    public Workspace Workspace { get; }

    public string DefinitionPath { get; }

    public BuildOptions Options { get; }

    public IBuildListener Listener { get; }

    public CacheFolder Cache { get; }

    public Findings Findings { get; private set; } = new();

    /// <summary>When the run began to look at files, in nanoseconds since 1970.</summary>
    public long StartedNs { get; }

    public DatasetFiles Files { get; private set; } = null!;

    public SeedSet Seeds { get; private set; } = null!;

    /// <summary>The scan of the last build, for the reasons; null when there was none.</summary>
    public SeedChanges? SeedChanges { get; private set; }

    /// <summary>The partitions of the last build, in their order; empty when there is no scan of it.</summary>
    public ImmutableArray<Partition> EarlierPartitions { get; private set; } = [];

    public OpenStore Store { get; private set; } = null!;

    /// <summary>The stages, asking the store alone.</summary>
    public ImmutableArray<Stage> Replay { get; private set; }

    /// <summary>The same stages, asking as the options allow once spending is permitted.</summary>
    public ImmutableArray<Stage> Spending { get; private set; }

    /// <summary>With <see cref="Other"/>: the stages with the other prompt, in both ways of asking; empty without it.</summary>
    public ImmutableArray<Stage> OtherReplay { get; private set; } = [];

    public ImmutableArray<Stage> OtherSpending { get; private set; } = [];

    public ImmutableArray<Projection> Projections { get; private set; }

    /// <summary>The names after the last step; null before steps were compiled.</summary>
    public NameShapes? Names { get; private set; }

    /// <summary>Of each output, the digest under which slices are kept.</summary>
    public ImmutableArray<ContentHash> OutputDigests { get; private set; }

    /// <summary>Whether seeds and steps are free of errors, so that <see cref="Meter"/> and stages are there.</summary>
    public bool IsOpen => chain is not null;

    public TeacherMeter Meter => chain!.Meter;

    /// <summary>The lock of the last build; empty when there is none that can be read.</summary>
    public LockFile Lock { get; private set; } = new();

    /// <summary>The lock's text as it lies there, or null.</summary>
    public string? LockText { get; private set; }

    /// <summary>The manifest of the last build, or null.</summary>
    public Manifest? Manifest { get; private set; }

    /// <summary>What the last build saw, or null.</summary>
    public QuickState? Quick { get; private set; }

    /// <summary>The partition records of the last build.</summary>
    public ImmutableDictionary<TraceKey, PartitionRecord> Records { get; private set; } = ImmutableDictionary<TraceKey, PartitionRecord>.Empty;

    public BlockCache Blocks { get; private set; } = null!;

    public SketchCache Sketches { get; private set; } = null!;

    /// <summary>Whether earlier records count for nothing, because everything is to run again or stored answers changed behind them.</summary>
    public bool Distrusts { get; private set; }

    /// <summary>Cost of this run's calls; null where no price is declared.</summary>
    public decimal? Cost => Currency is null ? null : Meter.Cost;

    public string? Currency => Definition.Teachers.Select(t => t.Price?.Currency).FirstOrDefault(c => c is not null);

    public DatasetDefinition Definition => Files.Definition;

    public string Name => Files?.Definition.Name.Value ?? Datasets.NameIn(Workspace.Root, DefinitionPath) ?? DefinitionPath;

    /// <summary>The folder of shards, manifest and card, as a repository path.</summary>
    public string OutputFolder => Manifest.FolderOf(Options.Rehearse ? Name + DatasetClean.Rehearsal : Name);

    /// <summary>The name under which the last build wrote the dataset, when it was another one.</summary>
    public string? RenamedFrom => Quick?.Outcome.Dataset is { } was && was != Name && !Options.Rehearse ? was : null;

    /// <summary>The last step to run, for a look at what it gives; null: all of them, and the outputs.</summary>
    public string? Until { get; set; }

    /// <summary>A prompt to try in the place of a step's own; the steps behind that one are left out.</summary>
    public OtherPrompt? Other { get; init; }

    /// <summary>The step whose prompt is tried; null without <see cref="Other"/>.</summary>
    public GenerateDefinition? Tried { get; private set; }

    /// <summary>Whether this is a build, which holds the dataset's lock.</summary>
    public bool Builds { get; init; }

    /// <summary>Whether something can be said without the rows of a needed dataset, should they wait for answers.</summary>
    public bool ToleratesUnknownRows { get; init; }

    /// <summary>The datasets whose rows are seeds here.</summary>
    public UpstreamSeeds Upstream { get; private set; } = UpstreamSeeds.None;

    public string LockPath => LockFile.PathFor(DefinitionPath);

    /// <summary>Reads everything but answers and checks it. Throws <see cref="BuildStop"/> when there are errors: nothing may be spent.</summary>
    public async Task OpenAsync(CancellationToken ct)
    {
        Files = DatasetLoader.Load(Workspace.Root, DefinitionPath, Findings) ?? throw new BuildStop(ExitCode.Failed);
        if (Datasets.SameName(Workspace, DefinitionPath, Name) is { } other)
        {
            Findings.Add(BuildDiagnostics.SameName, Definition.Name.Place, $"\"{Name}\" is also the name of {Quoted.Path(other)}, and both would write out/{Name}", "give one of them another name");
        }

        CacheFolder.Ignore(Workspace.Root);
        Upstream = await UpstreamRows.PrepareAsync(this, ct);
        WarnOfTwoEndpoints();
        Findings.AddRange(OrphanedAnswers.Find(Workspace.Root, DefinitionPath));
        (Lock, LockText) = LockReader.Read(Workspace.Root, LockPath, Name, Findings);
        ReadCaches();
        ReadOther();
        Scan(ct);
        CutSteps();
        Compile(ct);
        if (Findings.HasErrors)
        {
            throw new BuildStop(ExitCode.Failed);
        }
    }

    /// <summary>Runs something that begins with <see cref="OpenAsync"/>; when what earlier builds recorded proves wrong on the way, once more without it.</summary>
    public async Task<T> TrustingAsync<T>(Func<Task<T>> run)
    {
        try
        {
            return await run();
        }
        catch (StaleRecord)
        {
            await DisposeAsync();
            (chain, Findings, Distrusts) = (null, new Findings(), true);
            return await run();
        }
    }

    /// <summary>From now on no more is bought than the definition's budget allows.</summary>
    public void StayWithinBudget() => chain!.Budget = BudgetOf(withDeclared: true);

    /// <summary>From now on no other build of this process asks the same teachers; what such a one has bought is known.</summary>
    public async Task TakeTurnAsync(CancellationToken ct)
    {
        turn ??= await Workspace.Turns.TakeAsync(Definition.Teachers, ct);
        Store.Local.Refresh();
    }

    public void Tell(string phase, long done, long total, (long In, long Kept) rows) => Listener.On(new BuildEvent.Progressed(
        Name, new Progress(phase, done, total, Meter.Calls, Meter.InFlight, Meter.Reused, rows.In, rows.Kept, Cost, Currency)));

    /// <summary>What a build that ended early came to.</summary>
    public BuildOutcome Failed(BuildStop stop) => new()
    {
        Dataset = Name,
        Definition = DefinitionPath,
        Status = stop.Code switch
        {
            ExitCode.OutOfDate => BuildStatus.OutOfDate,
            ExitCode.Cancelled => BuildStatus.Cancelled,
            _ => BuildStatus.Failed,
        },
        ExitCode = stop.Code,
        Seeds = Seeds?.Count ?? 0,
        Calls = chain?.Meter.Calls ?? 0,
        Bought = chain?.Meter.Bought ?? 0,
        Reused = chain?.Meter.Reused ?? 0,
        MadeUp = chain?.Meter.MadeUp ?? 0,
        Cost = chain is null ? null : Cost,
        Currency = chain is null ? null : Currency,
        Missing = (stop as MissingStop)?.Plan.Missing ?? [],
        MissingCount = (stop as MissingStop)?.Plan.Calls.Known ?? 0,
        Diagnostics = Findings.ToSorted(),
    };

    /// <summary>Leaves the stamps by which the next build knows that nothing changed.</summary>
    public async ValueTask RememberAsync(BuildOutcome outcome)
    {
        if (Options.Rehearse)
        {
            return;
        }

        // The packs are sealed when the store closes: only then do they have the stamps that they keep.
        await Store.DisposeAsync();
        var files = Files.Inputs.Where(i => i.Stamp is not null).Select(i => TrustedStamp.Of(i.Path, i.Stamp, StartedNs))
            .Concat(Seeds.Inputs.Where(i => i.Source.Upstream is null).SelectMany(i => i.Files).Select(f => TrustedStamp.Of(f.Path, f.Stamp, StartedNs)))
            .Concat(Seeds.Inputs.Where(i => i.Source.Upstream is not null).SelectMany(i => i.Files).Select(f => new TrustedStamp(f.Path, f.Stamp, false))) // this build's own copy
            .Concat(Upstream.Locks)
            .Concat(Written(outcome).Select(path => new TrustedStamp(path, FileStamp.Of(Workspace.Root.Absolute(path)), false)));
        var lasting = outcome.Diagnostics.Where(d => d.Kind != BuildDiagnostics.LockConflict && d.Kind != BuildDiagnostics.LockUnreadable); // that lock is gone
        var folders = Seeds.Inputs.SelectMany(i => i.Folders).DistinctBy(f => f.Path, StringComparer.Ordinal).Select(f => TrustedStamp.Of(f.Path, f.Stamp, StartedNs));
        new QuickState([.. files], Store.Stamps(Workspace.Root), [.. folders], Upstream.Definitions, outcome with { Diagnostics = [.. lasting] }).Write(Cache.QuickState, Workspace.ToolVersion);
    }

    public async ValueTask DisposeAsync()
    {
        chain?.Dispose();
        turn?.Dispose();
        turn = null;
        if (Store is not null)
        {
            await Store.DisposeAsync();
        }
    }

    /// <summary>A partition's slices for all outputs.</summary>
    /// <param name="findings">Takes what is wrong with its rows.</param>
    public ImmutableArray<OutputSlice> SlicesOf(Block block, Findings findings) =>
        [.. Projections.Select((p, i) => new OutputSlice(OutputDigests[i], Slice.Of(block.Rows, p, findings)))];

    public bool SlicesHold(ImmutableArray<OutputSlice> slices) => slices.Select(s => s.Output).SequenceEqual(OutputDigests);

    /// <summary>The splits that the dataset has, in declared order.</summary>
    public ImmutableArray<string> Splits => SplitsOf(Definition);

    /// <inheritdoc cref="Splits"/>
    public static ImmutableArray<string> SplitsOf(DatasetDefinition definition) => definition.Steps.OfType<SplitDefinition>().LastOrDefault() is { } split
        ? [.. split.Shares.Select(s => s.Split)]
        : [PartitionRecord.DefaultSplit];

    private IEnumerable<string> Written(BuildOutcome outcome)
    {
        var manifest = ReadManifest() ?? throw new InvalidOperationException($"{outcome.Dataset} has no manifest after its build.");
        return manifest.Files.Select(f => $"{OutputFolder}/{f.Path}").Append($"{OutputFolder}/{Shards.Manifest.FileName}").Append($"{OutputFolder}/{DatasetCard.FileName}").Append(LockPath);
    }

    private Manifest? ReadManifest()
    {
        var path = $"{OutputFolder}/{Shards.Manifest.FileName}";
        var content = FileContent.Read(Workspace.Root.Absolute(path), ManifestFormat.MaxBytes);
        return content.Problem is null ? ManifestFormat.Read(content.Bytes, path).Value : null;
    }

    private void ReadCaches()
    {
        Manifest = ReadManifest();
        Quick = QuickState.Read(Cache.QuickState, Workspace.ToolVersion);
        Blocks = new BlockCache(Cache.Blocks);
        Sketches = new SketchCache(Cache.Sketches);
        Distrusts |= Options.Force || Options.RetryQuarantined || Options.Rehearse || !(Quick?.StoreHolds(Workspace.Root) ?? false)
            || (Definition.CommitResponses && Lock.Inputs.GetValueOrDefault("responses") != "commit"); // all answers in use are to be written beside the definition
        Records = Distrusts ? Records.Clear() : RecordFile.Read(Cache.Records, Workspace.ToolVersion);
    }

    private void Scan(CancellationToken ct)
    {
        using var previous = ScanCache.TryOpen(Cache.Seeds);
        var options = new SeedScanOptions
        {
            FieldsUsed = FieldsUsed(),
            Rows = Upstream.Rows,
            Jobs = Options.Jobs,
            Previous = previous,
            Time = Workspace.Clock,
            Crossed = size => Workspace.Crossed(Name, size),
            PartitionTarget = Workspace.PartitionTarget,
        };
        Seeds = Definition.Cross is { } cross
            ? CrossScan.Run(Workspace.Root, Definition.Sources, cross, options, ct)
            : SeedScan.Run(Workspace.Root, Definition.Sources, options, ct);
        EarlierPartitions = previous is null ? [] : [.. previous.Entries.Select(e => e.Partition)];
        Findings.AddRange(Seeds.Findings);
        SeedChanges = previous is null || Seeds.HasErrors ? null : SynthTool.Seeds.SeedChanges.Between(previous, Seeds);
    }

    private ImmutableSortedSet<string>? FieldsUsed() =>
        StepFacts.SeedFields(Files) is { } used && StepFacts.SeedFields(otherFiles ?? Files) is { } others ? used.Union(others) : null;

    private void ReadOther()
    {
        if (Other is not { } other)
        {
            return;
        }

        var steps = Definition.Steps.OfType<GenerateDefinition>().ToList();
        Tried = other.Step is null && steps.Count == 1 ? steps[0] : steps.Find(s => s.Name == other.Step);
        if (Tried is null)
        {
            var names = steps.Select(s => s.Name).ToList();
            Findings.Add(
                BuildDiagnostics.UnknownTarget, Definition.Name.Place,
                other.Step is { } step ? $"the dataset {Quoted.Text(Name)} has no generate step {Quoted.Text(step)}" : FormattableString.Invariant($"the dataset {Quoted.Text(Name)} has {steps.Count} generate steps, and a prompt is tried in one of them"),
                other.Step is { } written ? Suggestion.Hint(written, names) : names.Count > 0 ? $"choose it with --step: {string.Join(", ", names)}" : null);
            throw new BuildStop(ExitCode.Failed);
        }

        Until = Tried.Name;
        otherFiles = DatasetLoader.WithPrompt(Workspace.Root, Files, Tried, other.Path, Findings) ?? throw new BuildStop(ExitCode.Failed);
    }

    private void Compile(CancellationToken cut)
    {
        if (Seeds.HasErrors)
        {
            return;
        }

        Store = OpenStore.Open(Workspace, Definition, Findings);
        chain = TeacherChain.Create(new TeacherChainOptions
        {
            Store = Store.Responses,
            Time = Workspace.Clock,
            Jitter = Workspace.Jitter,
            Variables = Workspace.Variable,
            MaySpend = true,
            Cut = cut,
            Budget = BudgetOf(Options.Spending is Build.Spending.WithinBudget),
            RetryQuarantined = Options.RetryQuarantined,
            Rehearse = Options.Rehearse,
            Connect = Workspace.Connect is { } connect ? connect.Invoke : null,
        });
        (Replay, var names) = StepCompiler.Compile(Files, Seeds.Shape, Options.Rehearse ? chain.Teacher : chain.Replay, Findings);
        Names = names;
        (Spending, _) = StepCompiler.Compile(Files, Seeds.Shape, chain.Teacher, new Findings());
        if (otherFiles is not null)
        {
            var cutTo = otherFiles with { Definition = otherFiles.Definition with { Steps = otherFiles.Definition.Steps[..Definition.Steps.Length] } };
            (OtherReplay, _) = StepCompiler.Compile(cutTo, Seeds.Shape, Options.Rehearse ? chain.Teacher : chain.Replay, Findings);
            (OtherSpending, _) = StepCompiler.Compile(cutTo, Seeds.Shape, chain.Teacher, new Findings());
        }

        var outputs = Until is null ? Definition.Outputs : []; // their columns may be those of later steps
        foreach (var output in outputs)
        {
            Check(output, names);
        }

        if (!Findings.HasErrors)
        {
            Projections = [.. outputs.Select(o => Projection.Of(o, names))];
            OutputDigests = [.. outputs.Select((o, i) => OutputDigest(o, Projections[i]))];
        }
    }

    private void CutSteps()
    {
        if (Until is null)
        {
            return;
        }

        var last = Definition.Steps.Select(s => s.Name).ToList().IndexOf(Until);
        if (last < 0)
        {
            Findings.Add(
                BuildDiagnostics.UnknownTarget, Definition.Name.Place, $"the dataset {Quoted.Text(Name)} has no step {Quoted.Text(Until)}",
                Suggestion.Hint(Until, [.. Definition.Steps.Select(s => s.Name)]));
            return;
        }

        Files = Files with { Definition = Definition with { Steps = Definition.Steps[..(last + 1)] } };
    }

    private void WarnOfTwoEndpoints()
    {
        foreach (var model in Definition.Teachers.Where(t => t.Revision is null).GroupBy(t => t.Model, StringComparer.Ordinal))
        {
            if (model.Select(t => t.Endpoint?.Value).Distinct(StringComparer.Ordinal).Count() > 1)
            {
                Findings.Add(
                    BuildDiagnostics.TwoEndpoints, model.Last().Name.Place,
                    $"teachers {string.Join(" and ", model.Select(t => Quoted.Text(t.Name.Value)))} are both the model {Quoted.Text(model.Key)}, through two endpoints",
                    "declare a revision for each if their weights differ: without one their answers share keys");
            }
        }
    }

    private TeacherBudget BudgetOf(bool withDeclared)
    {
        var declared = withDeclared ? Definition.BudgetCalls : null;
        var calls = (Options.MaxCalls, declared) switch
        {
            ({ } a, { } b) => Math.Min(a, b),
            var (a, b) => a ?? b,
        };
        return new TeacherBudget(calls, Options.MaxTokens, Options.MaxCost);
    }

    private void Check(OutputDefinition output, NameShapes names)
    {
        foreach (var expression in output.Columns.SelectMany(c => c.Turns.Select(t => t.Text).Append(c.Value)).OfType<Expressions.Expression>())
        {
            Findings.AddRange(expression.Check(names.AsShape()).Diagnostics);
        }

        if (output.Where is { } where)
        {
            Findings.AddRange(where.CheckCondition(names.AsShape()).Diagnostics);
        }
    }

    private static ContentHash OutputDigest(OutputDefinition output, Projection projection)
    {
        using var hasher = new ContentHasher();
        hasher.Add(ShardEpoch.Current).Add(OutputText.Of(output));
        foreach (var column in projection.Columns)
        {
            hasher.Add(column.Declared.ToText());
        }

        return hasher.Finish();
    }
}
