using System.Text.Json;
using SynthTool.Diagnostics;
using SynthTool.Expressions;
using SynthTool.Files;

namespace SynthTool.Steps;

/// <summary>Evaluates a definition's expressions for rows; a failure names the row.</summary>
/// <param name="declared">The names that the expression may use.</param>
internal sealed class RowExpression(Expression expression, NameShapes declared)
{
    public string Text => expression.Text;

    public SourcePlace Place => expression.Place;

    /// <exception cref="StepFailure">The expression cannot be evaluated for this row.</exception>
    public JsonElement Evaluate(Row row) => Guard(row, names => expression.Evaluate(names));

    /// <exception cref="StepFailure">The expression cannot be evaluated for this row, or is neither true nor false.</exception>
    public bool Test(Row row) => Guard(row, names => expression.Test(names));

    private T Guard<T>(Row row, Func<INames, T> evaluate)
    {
        try
        {
            return evaluate(new RowNames(row, declared));
        }
        catch (ExpressionFailure e)
        {
            throw new StepFailure(new Diagnostic(StepsDiagnostics.ExpressionFailed, e.Place, $"For row {Quoted.Text(row.Id)}: {e.Message}"));
        }
    }
}
