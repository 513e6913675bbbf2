using SynthTool.Build;

namespace SynthTool.Cli;

/// <summary>Whether a command may buy answers.</summary>
internal static class SpendingChoice
{
    /// <summary>Set by continuous integration servers, to anything but <c>false</c> and <c>0</c>.</summary>
    private static readonly string[] UnattendedVariables =
    [
        "CI", "TF_BUILD", "GITHUB_ACTIONS", "GITLAB_CI", "JENKINS_URL", "TEAMCITY_VERSION", "BUILDKITE", "CIRCLECI", "TRAVIS", "APPVEYOR",
        "BITBUCKET_BUILD_NUMBER", "CODEBUILD_BUILD_ID", "bamboo_buildKey", "ContinuousIntegrationBuild",
    ];

    /// <summary>Set where an editor runs builds of its own accord.</summary>
    private static readonly string[] EditorVariables = ["DesignTimeBuild", "BuildingInsideVisualStudio", "BuildingByReSharper", "SYNTH_DESIGN_TIME"];

    /// <param name="teacher"><c>auto</c>, <c>never</c> or <c>allow</c>.</param>
    /// <param name="yes">Whether the question is answered in advance.</param>
    /// <param name="canAsk">Whether a person sits at the terminal: stdin and stderr are both one.</param>
    public static Spending Of(string teacher, bool yes, bool canAsk, Func<string, string?> variable) => teacher switch
    {
        "never" => Spending.Never,
        "allow" => Spending.Allow,
        _ when UnattendedVariables.Concat(EditorVariables).Any(name => IsSet(variable(name))) => Spending.Never,
        _ when canAsk => yes ? Spending.Allow : Spending.Ask,
        _ => Spending.WithinBudget,
    };

    private static bool IsSet(string? value) =>
        !string.IsNullOrWhiteSpace(value) && !string.Equals(value, "false", StringComparison.OrdinalIgnoreCase) && value != "0";
}
