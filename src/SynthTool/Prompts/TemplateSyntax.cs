using System.Collections.Immutable;
using Scriban.Syntax;
using SynthTool.Diagnostics;

namespace SynthTool.Prompts;

/// <summary>What can be seen of one file's statements: what it includes and assigns, and what templates do not have.</summary>
internal sealed class TemplateSyntax
{
    private readonly string path;
    private readonly IReadOnlySet<int> roleLines;
    private readonly ImmutableArray<Diagnostic>.Builder found = ImmutableArray.CreateBuilder<Diagnostic>();
    private readonly List<Include> includes = [];
    private readonly Dictionary<string, SourcePlace> assigned = new(StringComparer.Ordinal);
    private readonly HashSet<string> loopNames = new(StringComparer.Ordinal);
    private int captures;

    private TemplateSyntax(string path, IReadOnlySet<int> roleLines)
    {
        this.path = path;
        this.roleLines = roleLines;
    }

    public ImmutableArray<Diagnostic> Found { get; private set; } = [];

    public IReadOnlyList<Include> Includes => includes;

    /// <summary>Global names that statements assign, with the first place of each.</summary>
    public IReadOnlyDictionary<string, SourcePlace> Assigned => assigned;

    /// <summary>Names of loop variables.</summary>
    public IReadOnlySet<string> LoopNames => loopNames;

    public static TemplateSyntax Read(string path, ScriptPage page, IReadOnlySet<int> roleLines)
    {
        var syntax = new TemplateSyntax(path, roleLines);
        syntax.Visit(page, 0);
        syntax.Found = syntax.found.ToImmutable();
        return syntax;
    }

    private void Visit(ScriptNode? node, int depth)
    {
        if (node is null or ScriptToken)
        {
            return;
        }

        if (depth > PromptLimits.SyntaxDepth)
        {
            if (!found.Any(d => d.Kind == PromptDiagnostics.TooLarge))
            {
                Add(PromptDiagnostics.TooLarge, node, FormattableString.Invariant($"more than {PromptLimits.SyntaxDepth} parts stand within each other"));
            }

            return;
        }

        Note(node);
        captures += node is ScriptCaptureStatement ? 1 : 0;
        for (var i = 0; i < node.ChildrenCount; i++)
        {
            Visit(node.GetChildren(i), depth + 1);
        }

        captures -= node is ScriptCaptureStatement ? 1 : 0;
    }

    private void Note(ScriptNode node)
    {
        switch (node)
        {
            case ScriptImportStatement or ScriptReadOnlyStatement or ScriptTableRowStatement:
                Add(PromptDiagnostics.NotAllowed, node, $"templates have no {(node is ScriptImportStatement ? "import" : node is ScriptReadOnlyStatement ? "readonly" : "tablerow")}");
                break;
            case ScriptVariableGlobal { Name: TemplateFile.IncludeFunction, Parent: not ScriptMemberExpression } include:
                includes.Add(new Include(LiteralName(include), At(include)));
                break;
            case ScriptVariableGlobal { Name: RoleLines.Function } when !roleLines.Contains(node.Span.Start.Line):
                Add(PromptDiagnostics.NotAllowed, node, $"the name {RoleLines.Function} is taken: a role is a line of its own, such as user:");
                break;
            case ScriptVariableGlobal { Name: RoleLines.Function } when captures > 0:
                Add(PromptDiagnostics.RoleMisplaced, node, "a role stands inside captured text, where no message can begin");
                break;
            case ScriptForStatement { Variable: ScriptVariableGlobal variable }:
                loopNames.Add(variable.Name);
                break;
            case ScriptAssignExpression { Target: ScriptVariableGlobal target }:
                Assign(target);
                break;
            case ScriptCaptureStatement { Target: ScriptVariableGlobal target }:
                Assign(target);
                break;
            case ScriptIncrementDecrementExpression { Right: ScriptVariableGlobal target }:
                Assign(target);
                break;
            case ScriptFunction { NameOrDoToken: ScriptVariableGlobal name }:
                Assign(name);
                break;
            case ScriptParameter { Name: ScriptVariableGlobal parameter }:
                Assign(parameter);
                break;
        }
    }

    /// <summary>The file that a plain call names. In a pipe, or under another name, anything may come first.</summary>
    private static string? LiteralName(ScriptVariableGlobal include) =>
        include.Parent is ScriptFunctionCall { Parent: not ScriptPipeCall } call
        && ReferenceEquals(call.Target, include)
        && call.Arguments.FirstOrDefault() is ScriptLiteral { Value: string name }
            ? name
            : null;

    private void Assign(ScriptVariableGlobal target)
    {
        assigned.TryAdd(target.Name, At(target));
        if (Builtins.Names.Contains(target.Name) && target.Name != RoleLines.Function)
        {
            Add(PromptDiagnostics.Assigned, target, $"{target.Name} is the name of functions and cannot be assigned");
        }
    }

    private SourcePlace At(ScriptNode node) => Places.Of(path, node.Span.Start);

    private void Add(DiagnosticKind kind, ScriptNode node, string message) => found.Add(new Diagnostic(kind, At(node), message));
}
