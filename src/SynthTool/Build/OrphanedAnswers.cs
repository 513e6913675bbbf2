using SynthTool.Diagnostics;
using SynthTool.Files;

namespace SynthTool.Build;

/// <summary>Finds local layers between a definition and its root: bought before a folder above them became a git repository.</summary>
internal static class OrphanedAnswers
{
    private const string Folder = ".synth/responses";

    public static IEnumerable<Diagnostic> Find(RepositoryRoot root, string definition)
    {
        for (var slash = definition.LastIndexOf('/'); slash > 0; slash = definition.LastIndexOf('/', slash - 1))
        {
            var path = $"{definition[..slash]}/{Folder}";
            if (Disk.FolderExists(root.Absolute(path)) && root.StaysInside(path) && Disk.FilesIn(root.Absolute(path)).Any(f => f.EndsWith(Store.Pack.Extension, StringComparison.Ordinal)))
            {
                yield return new Diagnostic(
                    BuildDiagnostics.AnswersElsewhere, new SourcePlace(path), $"The answers in {Quoted.Path(path)} are not read: since {Quoted.Path(definition[..slash])} lies in a git repository, its datasets' answers are in {Folder} at that repository's root",
                    $"move the .pack files of {path} to {Folder} at the root, and remove the folder");
            }
        }
    }
}
