using SynthTool.Build;
using SynthTool.Diagnostics;
using SynthTool.Drafts;
using SynthTool.Files;
using SynthTool.Report;
using SynthTool.Seeds;

namespace SynthTool.Cli.Verbs;

/// <summary><c>new --from</c>: a first dataset for seeds that somebody has.</summary>
internal static class NewFromSeeds
{
    private const string Otherwise = "dataset";

    /// <summary>A name for the dataset, from that of its seeds.</summary>
    public static string NameOf(string from)
    {
        var stem = Path.GetFileName(from).Split('.')[0];
        var name = new string([.. stem.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-')]).Trim('-', '_');
        return name.Length > 0 && stem.IndexOfAny(['*', '?']) < 0 ? name : Otherwise;
    }

    public static ExitCode Run(Session session, NewTarget target, string from, CancellationToken ct)
    {
        using var telling = new Telling(session);
        telling.Tell(Make(session, target, from, ct));
        return telling.End();
    }

    private static Told Make(Session session, NewTarget target, string from, CancellationToken ct)
    {
        var root = RepositoryRoot.Find(target.Folder);
        var definition = root.Relative(target.At($"{target.Name}.synth.yaml"));
        try
        {
            if (Datasets.SameName(session.WorkspaceOf(root), definition, target.Name) is { } other)
            {
                return Refused(new Diagnostic(BuildDiagnostics.SameName, null, $"{Quoted.Text(target.Name)} is also the name of {Quoted.Path(other)}, and both would write out/{target.Name}", "give the new dataset another name"));
            }

            var options = new SeedScanOptions { Jobs = session.Jobs, Time = session.Surroundings.Clock };
            var draft = session.Engine.Draft(Path.GetFullPath(from, session.Surroundings.Folder), target.Folder, target.Name, options, ct);
            return draft.HasErrors ? new Told(ExitCode.Failed, draft.Diagnostics)
                : target.InTheWay(draft.Files.Select(f => f.Path)) is { } inTheWay ? Refused(inTheWay)
                : Write(target, from, draft);
        }
        catch (FileFailure failure)
        {
            return Refused(failure.In(root));
        }
    }

    private static Told Write(NewTarget target, string from, DraftOutcome draft)
    {
        foreach (var file in draft.Files)
        {
            Write(target.At(file.Path), file);
        }

        return new Told(ExitCode.Done, draft.Diagnostics)
        {
            Talk = Talk(target, from, draft),
            Json = json =>
            {
                json.WriteString("dataset", target.Name);
                json.WriteStrings("created", draft.Files.Select(f => f.Path));
                json.WriteNumber("records", draft.Records);
                json.WriteString("key", draft.Key);
            },
        };
    }

    private static IEnumerable<string> Talk(NewTarget target, string from, DraftOutcome draft)
    {
        var own = draft.Files.Count(f => f.CopyOf is null);
        var (written, copied) = (ToolCommand.Argument(target.Written), draft.Files.Length - own);
        yield return $"created {target.Written} for {Amounts.Of(draft.Records, "record")} of {from}: {Amounts.Of(own, "file")}; "
            + (draft.Key is { } key ? $"a record is known by its field {Quoted.Text(key)}" : "a record is known by its content, as no field identifies it");
        if (copied > 0)
        {
            yield return $"the seeds lie outside the dataset's repository, which its paths may not leave: {Amounts.Of(copied, "file was", "files were")} copied to {target.Written}/seeds";
        }

        yield return $"next: dotnet synth build {written} --rehearse      # the whole way with made-up answers, for nothing";
        yield return $"      say in {target.Written}/{DatasetDraft.PromptPath} what is wanted, and in {target.Written}/{target.Name}.synth.yaml which model answers";
        yield return "      set SYNTH_ENDPOINT and SYNTH_API_KEY to its server";
        yield return $"      dotnet synth preview {written} --teacher allow    # the first seeds, for real";
    }

    private static void Write(string absolute, DraftFile file)
    {
        if (file.CopyOf is not { } original)
        {
            AtomicFile.Write(absolute, file.Bytes);
            return;
        }

        using var bytes = Disk.OpenStream(original);
        using var copy = AtomicFile.Create(absolute);
        copy.Write(bytes.CopyTo);
        copy.Commit();
    }

    private static Told Refused(Diagnostic found) => new(ExitCode.Failed, [found]);
}
