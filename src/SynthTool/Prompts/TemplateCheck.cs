using Scriban.Syntax;
using SynthTool.Diagnostics;
using SynthTool.Expressions;
using SynthTool.Formats;

namespace SynthTool.Prompts;

/// <summary>
/// Holds a template against what is declared, before there is a row. It is silent wherever a name might come from
/// somewhere else: an error here is an error in every row that reaches the place.
/// </summary>
/// <param name="names">An object shape with all root names; <see cref="Shape.Any"/> when nothing is known.</param>
/// <param name="files">All files that are known to be included.</param>
/// <param name="isOpen">Whether a computed include may assign further names.</param>
internal sealed class TemplateCheck(Shape names, IReadOnlyCollection<TemplateFile> files, bool isOpen)
{
    private static readonly HashSet<string> LoopStates = new(StringComparer.Ordinal) { "for", "while", "tablerow", "continue" };

    private readonly HashSet<string> assigned = [.. files.SelectMany(f => f.Syntax.Assigned.Keys)];
    private readonly HashSet<string> loopNames = [.. files.SelectMany(f => f.Syntax.LoopNames)];
    private readonly List<(string Name, Shape Shape)> bound = [];
    private readonly HashSet<(string Path, SourcePlace Place)> read = [];
    private string path = "";
    private int withs;

    public List<Diagnostic> Found { get; } = [];

    /// <summary>The static paths below root names that the files read, in order.</summary>
    public List<NamePath> Names { get; } = [];

    public void Run()
    {
        foreach (var file in files)
        {
            path = file.Path;
            foreach (var (name, place) in file.Syntax.Assigned.Where(a => names.Fields.ContainsKey(a.Key)))
            {
                Found.Add(new Diagnostic(PromptDiagnostics.Assigned, place, $"{name} is a name of the row and cannot be assigned"));
            }

            Visit(file.Page);
        }
    }

    private void Visit(ScriptNode? node)
    {
        switch (node)
        {
            case null or ScriptToken:
                break;
            case ScriptForStatement loop:
                VisitLoop(loop);
                break;
            case ScriptWithStatement with:
                Infer(with.Name);
                withs++;
                Visit(with.Body);
                withs--;
                break;
            case ScriptCaptureStatement capture:
                Visit(capture.Body);
                break;
            case ScriptFunction function:
                Visit(function.Body);
                break;
            case ScriptExpressionStatement { Expression: { } expression }:
                CheckPrinted(expression, Infer(expression));
                break;
            case ScriptExpression expression:
                Infer(expression);
                break;
            default:
                VisitChildren(node);
                break;
        }
    }

    private void VisitChildren(ScriptNode node)
    {
        for (var i = 0; i < node.ChildrenCount; i++)
        {
            Visit(node.GetChildren(i));
        }
    }

    private void VisitLoop(ScriptForStatement loop)
    {
        var list = Infer(loop.Iterator);
        VisitChildren(loop.NamedArguments ?? []);
        var binds = loop.Variable is ScriptVariableGlobal;
        if (binds)
        {
            bound.Add((((ScriptVariableGlobal)loop.Variable!).Name, list.Item ?? Shape.Any));
        }

        Visit(loop.Body);
        if (binds)
        {
            bound.RemoveAt(bound.Count - 1);
        }

        Visit(loop.Else);
    }

    private void CheckPrinted(ScriptExpression expression, Shape shape)
    {
        if (!shape.Nullable && shape.Kind is ShapeKind.Array or ShapeKind.Object)
        {
            var what = shape.Kind is ShapeKind.Array ? "a list" : "an object";
            Found.Add(new Diagnostic(PromptDiagnostics.NotText, At(expression), $"this is {what}, which is printed as JSON only on demand", "write json before it, or go over it with for"));
        }
    }

    /// <summary>Checks an expression and tells what is known of its value.</summary>
    private Shape Infer(ScriptExpression? expression)
    {
        switch (expression)
        {
            case null:
                return Shape.Any;
            case ScriptVariableGlobal variable:
                return Root(variable);
            case ScriptMemberExpression { Target: { } target, Member: ScriptVariableGlobal member } access:
                return FunctionOf(access) is { } function ? CheckFunction(function, access) : Member(expression, Infer(target), member, member.Name);
            case ScriptIndexerExpression { Target: { } target, Index: ScriptLiteral { Value: string name } }:
                return Member(expression, Infer(target), expression, name);
            case ScriptIndexerExpression { Target: { } target } indexer:
                Infer(indexer.Index);
                return Infer(target) is { Kind: ShapeKind.Array, Item: { } item } ? item.OrNull() : Shape.Any;
            case ScriptNestedExpression nested:
                return Infer(nested.Expression);
            case ScriptFunctionCall call:
                return Call(call, null);
            case ScriptPipeCall pipe:
                return Pipe(pipe);
            case ScriptAssignExpression assign:
                Infer(assign.Value);
                return Shape.Null;
            case ScriptNamedArgument argument:
                return Infer(argument.Value);
            case ScriptAnonymousFunction anonymous:
                Visit(anonymous.Function);
                return Shape.Any;
            case ScriptObjectInitializerExpression made:
                foreach (var member in made.Members)
                {
                    Infer((member as ScriptObjectMember)?.Value);
                }

                return Shape.Any;
            default:
                VisitChildren(expression);
                return Shape.Any;
        }
    }

    private Shape Root(ScriptVariableGlobal variable)
    {
        var name = variable.Name;
        var isShadowed = assigned.Contains(name);
        for (var i = bound.Count - 1; i >= 0 && !isShadowed; i--)
        {
            if (bound[i].Name == name)
            {
                return withs > 0 ? Shape.Any : bound[i].Shape;
            }
        }

        if (isShadowed || withs > 0 || loopNames.Contains(name) || LoopStates.Contains(name) || Builtins.Names.Contains(name))
        {
            return Shape.Any;
        }

        Remember(variable);
        if (names.Fields.TryGetValue(name, out var shape))
        {
            return shape;
        }

        if (names.Kind is ShapeKind.Object && !names.Open && !isOpen)
        {
            Found.Add(new Diagnostic(PromptDiagnostics.UnknownName, At(variable), $"nothing is named {name} here", Suggestion.Hint(name, [.. names.Fields.Keys])));
        }

        return Shape.Any;
    }

    private Shape Member(ScriptExpression whole, Shape target, ScriptNode place, string name)
    {
        Remember(whole);
        switch (target.Kind)
        {
            case ShapeKind.Object when target.Fields.TryGetValue(name, out var field):
                return target.Nullable ? field.OrNull() : field;
            case ShapeKind.Object when !target.Open:
                Found.Add(new Diagnostic(PromptDiagnostics.UnknownField, At(place), $"there is no field {Quote.Of(name)} here", Suggestion.Hint(name, [.. target.Fields.Keys])));
                return Shape.Any;
            case ShapeKind.Array or ShapeKind.String when name == "size":
                return Shape.Integer;
            case ShapeKind.Array or ShapeKind.String or ShapeKind.Boolean or ShapeKind.Integer or ShapeKind.Number:
                Found.Add(new Diagnostic(PromptDiagnostics.UnknownField, At(place), $"there is no field {Quote.Of(name)} here: this is {Shapes.Describe(target)}"));
                return Shape.Any;
            default:
                return Shape.Any;
        }
    }

    /// <summary>A pipe leans to the right in Scriban's tree: a | (b | c). Each part takes the result of the one before.</summary>
    private Shape Pipe(ScriptPipeCall pipe)
    {
        var shape = Infer(pipe.From);
        var rest = pipe.To;
        while (rest is ScriptPipeCall more)
        {
            shape = Piped(shape, more.From);
            rest = more.To;
        }

        return Piped(shape, rest);
    }

    private Shape Piped(Shape first, ScriptExpression? to) => to switch
    {
        ScriptFunctionCall call => Call(call, first),
        ScriptVariableGlobal or ScriptMemberExpression when FunctionOf(to) is { } name => CheckFunction(name, to, first),
        _ => Infer(to),
    };

    private Shape Call(ScriptFunctionCall call, Shape? first)
    {
        var shapes = new List<Shape>(first is null ? [] : [first]);
        var isPlain = true;
        foreach (var argument in call.Arguments)
        {
            isPlain &= argument is not (ScriptNamedArgument or ScriptUnaryExpression { Operator: ScriptUnaryOperator.FunctionParametersExpand });
            shapes.Add(Infer(argument));
        }

        if (call.Target is not null && FunctionOf(call.Target) is { } name)
        {
            return CheckFunction(name, call.Target, isPlain ? [.. shapes] : null);
        }

        Infer(call.Target);
        return Shape.Any;
    }

    /// <param name="name">A name in the functions' own space.</param>
    /// <param name="place">Where it stands.</param>
    /// <param name="shapes">The arguments; null when their number is not known, empty when it is not called here.</param>
    private Shape CheckFunction(string name, ScriptNode place, params Shape[]? shapes)
    {
        if (name is TemplateFile.IncludeFunction or RoleLines.Function)
        {
            return Shape.Null;
        }

        if (!Builtins.Functions.TryGetValue(name, out var function))
        {
            if (!Builtins.Names.Contains(name))
            {
                Found.Add(new Diagnostic(PromptDiagnostics.UnknownFunction, At(place), $"there is no function {Quote.Of(name)}", FunctionHints.For(name)));
            }

            return Shape.Any;
        }

        if (shapes is null or [])
        {
            return Shape.Any;
        }

        if (function.CountProblem(shapes.Length) is { } problem)
        {
            Found.Add(new Diagnostic(PromptDiagnostics.UnknownFunction, At(place), problem));
            return Shape.Any;
        }

        var result = function.Result([.. shapes]);
        return shapes[0].Nullable && !function.TakesNull ? result.OrNull() : result;
    }

    /// <summary>A function's full name, when the expression begins with a name of functions that nothing shadows, or with one that Scriban has.</summary>
    private string? FunctionOf(ScriptExpression expression) => expression switch
    {
        ScriptVariableGlobal variable when IsFunctionSpace(variable.Name) => variable.Name,
        ScriptMemberExpression { Target: ScriptVariableGlobal space, Member: ScriptVariableGlobal member } when IsFunctionSpace(space.Name) => $"{space.Name}.{member.Name}",
        _ => null,
    };

    private bool IsFunctionSpace(string name) =>
        (Builtins.Names.Contains(name) || (name is "date" or "regex" or "html" or "timespan" && !names.Fields.ContainsKey(name)))
        && withs == 0 && !loopNames.Contains(name) && !assigned.Contains(name);

    private void Remember(ScriptExpression expression)
    {
        if (StaticPath(expression) is { } parts && read.Add((string.Join('.', parts), At(expression))))
        {
            // The chain is visited from its root: a longer one that begins at the same place takes the shorter one's.
            Names.RemoveAll(n => n.Place == At(expression) && n.Parts.Length < parts.Count && n.Parts[0] == parts[0]);
            Names.Add(new NamePath([.. parts], At(expression)));
        }
    }

    private List<string>? StaticPath(ScriptExpression? expression)
    {
        switch (expression)
        {
            case ScriptVariableGlobal variable when !assigned.Contains(variable.Name) && !loopNames.Contains(variable.Name) && !Builtins.Names.Contains(variable.Name) && !LoopStates.Contains(variable.Name):
                return [variable.Name];
            case ScriptMemberExpression { Member: { } member } access when StaticPath(access.Target) is { } parts:
                parts.Add(member.Name);
                return parts;
            case ScriptIndexerExpression { Index: ScriptLiteral { Value: string name } } indexer when StaticPath(indexer.Target) is { } parts:
                parts.Add(name);
                return parts;
            default:
                return null;
        }
    }

    private SourcePlace At(ScriptNode node) => Places.Of(path, node.Span.Start);
}
