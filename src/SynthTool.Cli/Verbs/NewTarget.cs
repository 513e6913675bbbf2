using System.Collections.Immutable;
using SynthTool.Build;
using SynthTool.Definition;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Report;

namespace SynthTool.Cli.Verbs;

/// <summary>Where a new dataset goes.</summary>
/// <param name="Written">The folder as the user wrote it.</param>
/// <param name="Folder">Its full path.</param>
/// <param name="Name">The dataset's name.</param>
internal sealed record NewTarget(string Written, string Folder, string Name)
{
    private const int Few = 10;

    /// <summary>Why a dataset cannot have the name; follows "it".</summary>
    public string? Refusal => NameRules.AgainstFolder(Name) ?? (Name.EndsWith(DatasetClean.Rehearsal, StringComparison.OrdinalIgnoreCase) ? $"ends with {DatasetClean.Rehearsal}, as the folder of a rehearsal does" : null);

    public string At(string path) => Path.Combine(Folder, path.Replace('/', Path.DirectorySeparatorChar));

    /// <summary>Null when none of the files is there.</summary>
    public Diagnostic? InTheWay(IEnumerable<string> files)
    {
        var there = files.Where(f => FileStamp.Of(At(f)) is not null).ToImmutableArray();
        var more = there.Length > Few ? $" and {Amounts.Of(there.Length - Few)} more" : "";
        return there.IsEmpty ? null : new Diagnostic(
            CliDiagnostics.InTheWay, null, $"{Quoted.Path(Written)} holds files that a new dataset would overwrite: {string.Join(", ", there.Take(Few))}{more}",
            "give another folder, or move them away");
    }
}
