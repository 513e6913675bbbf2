using System.Collections.Immutable;
using SynthTool.Definition;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Formats;
using SynthTool.Store;

namespace SynthTool.Seeds;

/// <summary>Reads every record of the sources once: checks it, names it, and cuts the sequence into partitions.</summary>
internal sealed class SeedScan
{
    /// <summary>Raised when records become something else with the same definition. The tool's build is in the context too.</summary>
    private const int Epoch = 1;

    /// <summary>A hint names so many fields at most.</summary>
    private const int MostNamed = 24;

    private readonly IReadOnlyList<SourceDefinition> sources;
    private readonly SeedScanOptions options;
    private readonly Findings findings;
    private readonly ImmutableArray<SourcePlan> plans;
    private readonly ImmutableArray<ScanFile> files;
    private readonly ContentHash context;
    private readonly long startedNs;

    private SeedScan(long startedNs, ImmutableArray<SourcePlan> plans, IReadOnlyList<SourceDefinition> sources, Findings findings, SeedScanOptions options)
    {
        this.plans = plans;
        this.sources = sources;
        this.findings = findings;
        this.options = options;
        this.startedNs = startedNs;
        files = [.. plans.SelectMany(p => p.Files.Files.Select(f => new ScanFile(f, p)))];
        context = Context();
    }

    /// <exception cref="FileFailure">The disk failed while reading.</exception>
    public static SeedSet Run(RepositoryRoot root, IReadOnlyList<SourceDefinition> sources, SeedScanOptions options, CancellationToken ct = default)
    {
        var started = NowNs(options); // before any stamp is taken
        var findings = new Findings();
        var plans = sources.Select((s, i) => SourcePlan.Of(root, i, s, options.Rows.GetValueOrDefault(i), findings)).OfType<SourcePlan>();
        return new SeedScan(started, [.. plans], sources, findings, options).Run(null, ct);
    }

    /// <summary>Scans a source whose records lie in no file.</summary>
    /// <param name="inputs">The sources that it was made of.</param>
    /// <param name="findings">What was found in them.</param>
    public static SeedSet Run(SourcePlan plan, ImmutableArray<SourceInput> inputs, Findings findings, SeedScanOptions options, CancellationToken ct) =>
        new SeedScan(NowNs(options), [plan], [plan.Definition], findings, options).Run(inputs, ct);

    private static long NowNs(SeedScanOptions options) => (options.Time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;

    private SeedSet Run(ImmutableArray<SourceInput>? inputs, CancellationToken ct)
    {
        Measure(ct);
        var takeover = options.Previous is { } earlier && earlier.Context == context ? new Takeover(earlier, files, options) : null;
        using var scanner = new SeedScanner(files, sources, options, takeover, findings, ct);
        try
        {
            scanner.Run();
        }
        catch (SeedsChanged change)
        {
            findings.Add(change.Found);
        }

        var entries = scanner.Entries.ToImmutableArray();
        var shapes = ShapesOf(entries.SelectMany(e => e.Shares).Concat(scanner.Rest));
        CheckColumns(shapes);
        CheckConditions(shapes, scanner.Undecided);
        CheckNames(shapes, scanner);
        WarnOfEqualRecords(entries);
        RefuseChangedFiles();
        var index = new ScanIndex
        {
            Context = context,
            StartedNs = startedNs,
            Files = files,
            Entries = entries,
            Keys = scanner.Keys,
            FieldsUsed = options.FieldsUsed,
            TakenFrom = takeover is null ? null : options.Previous,
        };
        var shape = shapes.Values.DefaultIfEmpty(Shape.ObjectOf([])).Aggregate(Shape.Merge);
        return new SeedSet(index, shape, findings.ToSorted(), inputs ?? Inputs(index), SeedDigests.OfOrder(index.Keys));
    }

    // Whether the earlier scan's bytes lie in a file again is judged by sizes first, and some are not known from a stamp.
    private void Measure(CancellationToken ct)
    {
        var earlier = options.Previous?.Context == context ? options.Previous : null;
        foreach (var file in files.Where(f => f.File.NeedsMeasure))
        {
            ct.ThrowIfCancellationRequested();
            if (earlier?.UntouchedIndexOf(file) is { } index and >= 0)
            {
                file.File.Remember(earlier.Files[index].Size);
            }

            findings.AddRange(file.File.Problems);
        }
    }

    private ContentHash Context()
    {
        using var hash = new ContentHasher();
        hash.Add(Epoch).Add(typeof(SeedScan).Module.ModuleVersionId.ToByteArray()).Add(options.PartitionTarget).Add(options.FieldsUsed?.Count ?? -1);
        foreach (var field in options.FieldsUsed?.Order(StringComparer.Ordinal) ?? Enumerable.Empty<string>())
        {
            hash.Add(field);
        }

        foreach (var plan in plans)
        {
            hash.Add(plan.Index).Add(plan.Digest);
        }

        return hash.Finish();
    }

    // By source: declared, else merged from its records; without either, nothing is known and nothing is to be read.
    private SortedDictionary<int, Shape> ShapesOf(IEnumerable<SourceShare> shares)
    {
        var shapes = new SortedDictionary<int, Shape>();
        foreach (var plan in plans.Where(p => p.Declared is not null))
        {
            shapes[plan.Index] = plan.Declared!;
        }

        foreach (var (source, shape) in shares.Select(s => (s.Source, s.Shape)).Distinct())
        {
            if (shape is not null)
            {
                shapes[source] = shapes.TryGetValue(source, out var known) ? Shape.Merge(known, shape) : shape;
            }
        }

        return shapes;
    }

    private void CheckColumns(SortedDictionary<int, Shape> shapes)
    {
        foreach (var missing in plans.Where(p => shapes.ContainsKey(p.Index)).SelectMany(p => p.MissingColumns(shapes[p.Index])))
        {
            findings.Add(SeedsDiagnostics.ColumnMissing, missing.Place, $"No record of the source has the field {Quoted.Text(missing.Value)}", "\"columns\" names fields as the source does, before they are renamed");
        }
    }

    // Without a schema only all records together tell which names exist; a wrong name is told once, not once a record.
    private void CheckConditions(SortedDictionary<int, Shape> shapes, IReadOnlyList<Findings> undecided)
    {
        foreach (var plan in plans.Where(p => p.Declared is null))
        {
            var names = Shape.ObjectOf([new("seed", shapes.GetValueOrDefault(plan.Index, Shape.Any))]);
            if (SourcePlan.Check(plan.Where, names, findings))
            {
                findings.AddRange(undecided[plan.Index].ToSorted());
            }
        }
    }

    // A misspelt key is one mistake of the definition, not one of every record.
    private void CheckNames(SortedDictionary<int, Shape> shapes, SeedScanner scanner)
    {
        foreach (var plan in plans)
        {
            var lacked = scanner.Lacking[plan.Index];
            var known = shapes.GetValueOrDefault(plan.Index, Shape.Any).Fields.Keys.ToList();
            var wrong = scanner.Chosen(plan.Index) > 0 ? [] : plan.Definition.Key.Select(f => (What: "key", Field: f)).Concat(plan.Definition.Group.Select(f => (What: "group", Field: f)))
                .Where(f => lacked.Names.Contains(f.Field.Value) && !known.Contains(f.Field.Value, StringComparer.Ordinal)).ToList();
            if (wrong.Count == 0)
            {
                findings.AddRange(lacked.Findings.ToSorted());
            }

            foreach (var (what, field) in wrong)
            {
                findings.Add(
                    what == "key" ? SeedsDiagnostics.KeyUnusable : SeedsDiagnostics.GroupUnusable, field.Place,
                    $"The {what} names {Quoted.Text(field.Value)}, and no record of the source has that field", HintFor(field.Value, known));
            }
        }
    }

    private static string? HintFor(string written, List<string> known) =>
        known.Count <= MostNamed || Suggestion.For(written, known) is not null ? Suggestion.Hint(written, known) : null;

    private void WarnOfEqualRecords(ImmutableArray<PartitionEntry> entries)
    {
        var count = entries.Sum(e => (long)e.Dropped.Length);
        if (count == 0 || findings.HasErrors)
        {
            return; // among errors, records whose key is taken were dropped too
        }

        var first = new PartitionReader(files, options.FieldsUsed).Read(entries.First(e => e.Dropped.Length > 0)).First(s => s.IsDropped);
        findings.Add(
            SeedsDiagnostics.EqualRecords,
            first.Place,
            count == 1 ? "1 record is equal to an earlier one and was left out" : FormattableString.Invariant($"{count:N0} records are equal to earlier ones and were left out; this is the first"),
            "give the source a key if each of them should count");
    }

    private void RefuseChangedFiles()
    {
        foreach (var file in files.Select(f => f.File).Where(f => f.Held is null))
        {
            RefuseChanged(file.RepoPath, file.AbsolutePath, file.Stamp);
            foreach (var beside in file.Taxonomy?.Beside ?? [])
            {
                RefuseChanged(beside.RepoPath, beside.AbsolutePath, beside.Stamp);
            }
        }
    }

    private void RefuseChanged(string repoPath, string absolute, FileStamp stamp)
    {
        if (FileStamp.Of(absolute) != stamp)
        {
            findings.Add(SeedsDiagnostics.FileChanged, new SourcePlace(repoPath), $"The file {Quoted.Path(repoPath)} was changed while it was read", "run the command again");
        }
    }

    private ImmutableArray<SourceInput> Inputs(ScanIndex index)
    {
        var counts = index.Entries.SelectMany(e => e.Shares).ToLookup(s => s.Source, s => (long)s.Seeds);
        var first = 0L;
        var inputs = ImmutableArray.CreateBuilder<SourceInput>();
        foreach (var plan in plans)
        {
            var count = counts[plan.Index].Sum();
            var stamped = plan.Rows is null ? plan.Files.Stamped() : plan.Copies;
            inputs.Add(new SourceInput(plan.Definition, count, SeedDigests.OfSeeds(index.Keys, (int)first, (int)count), stamped, plan.Files.Folders));
            first += count;
        }

        return inputs.DrainToImmutable();
    }
}
