using System.Reflection;
using System.Text.RegularExpressions;
using SynthTool.Diagnostics;

namespace SynthTool.Tests.Architecture;

/// <summary>docs/diagnostics.md and the code know the same findings.</summary>
public sealed partial class DocumentedDiagnostics
{
    private static readonly DiagnosticKind[] Kinds =
    [
        .. typeof(DiagnosticKind).Assembly.GetTypes()
            .SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(f => f.FieldType == typeof(DiagnosticKind))
            .Select(f => (DiagnosticKind)f.GetValue(null)!),
    ];

    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "diagnostics.md"));

    [Fact]
    public void EveryCodeHasASectionWithItsTitle() =>
        Assert.Empty(Kinds.Where(k => !Page.Contains($"\n### {k.Code}: {k.Title}\n", StringComparison.Ordinal)).Select(k => $"### {k.Code}: {k.Title}"));

    [Fact]
    public void EverySectionHasACode() =>
        Assert.Empty(Sections().Matches(Page).Select(m => m.Groups[1].Value).Except(Kinds.Select(k => k.Code), StringComparer.Ordinal));

    [Fact]
    public void NoCodeIsUsedTwice() =>
        Assert.Empty(Kinds.GroupBy(k => k.Code).Where(g => g.Count() > 1).Select(g => g.Key));

    [Fact]
    public void CodesAreSynthAndFourDigits() => Assert.All(Kinds, k => Assert.Matches("^SYNTH[0-9]{4}$", k.Code));

    [GeneratedRegex(@"^### (SYNTH\d{4})", RegexOptions.Multiline)]
    private static partial Regex Sections();
}
