namespace SynthTool.Prompts;

/// <summary>Bounds of templates. All count work and sizes, none counts time, so that a template fails everywhere or nowhere.</summary>
internal static class PromptLimits
{
    /// <summary>UTF-16 units of one template file: 1 Mi.</summary>
    public const int File = 1024 * 1024;

    /// <summary>Files that one template includes, directly or not.</summary>
    public const int Files = 1000;

    /// <summary>UTF-16 units of all messages of one prompt, and of any text that a template makes: 4 Mi.</summary>
    public const int Output = 4 * 1024 * 1024;

    /// <summary>Turns of all loops within one outermost loop.</summary>
    public const int Turns = 100_000;

    /// <summary>Parts of a template that are evaluated for one row, and what functions do, in like measure.</summary>
    public const int Steps = 5_000_000;

    /// <summary>Includes within each other.</summary>
    public const int IncludeDepth = 20;

    /// <summary>Calls of a template's own functions within each other.</summary>
    public const int CallDepth = 100;

    /// <summary>Parts of a template's syntax within each other.</summary>
    public const int SyntaxDepth = 250;
}
