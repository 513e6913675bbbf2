using System.Collections.Immutable;
using System.Text.Json;
using SynthTool.Definition;
using SynthTool.Diagnostics;
using SynthTool.Expressions;
using SynthTool.Steps;

namespace SynthTool.Shards;

/// <summary>What an output takes of each row: its columns' values, or nothing.</summary>
/// <param name="Output">The output's name.</param>
/// <param name="Columns">In declared order.</param>
/// <param name="Where">False for rows that are not in this output; throws <see cref="StepFailure"/>.</param>
internal sealed record Projection(string Output, ImmutableArray<ProjectedColumn> Columns, Func<Row, bool>? Where = null)
{
    /// <summary>The column of a chat that holds the messages.</summary>
    public const string MessagesColumn = "messages";

    /// <param name="output">A declared output.</param>
    /// <param name="names">The names after the last step.</param>
    public static Projection Of(OutputDefinition output, NameShapes names)
    {
        var shape = names.AsShape();
        var isChat = output.Format is OutputFormat.Chat;
        return new Projection(
            output.Name.Value,
            [.. output.Columns.Select(c => ColumnOf(c, isChat, e => new RowExpression(e, names), shape))],
            output.Where is { } where ? new RowExpression(where, names).Test : null);
    }

    /// <summary>Finds the values of a row's columns.</summary>
    /// <param name="row">A row after the last step.</param>
    /// <param name="values">Receives one value for each column.</param>
    /// <param name="findings">Receives what is wrong with the row; all of it.</param>
    /// <returns>False when the row is not in this output, or not usable.</returns>
    public bool TryProject(Row row, Span<JsonElement> values, Findings findings)
    {
        if (!IsTaken(row, findings))
        {
            return false;
        }

        var isUsable = true;
        for (var i = 0; i < Columns.Length; i++)
        {
            isUsable &= TryEvaluate(Columns[i], row, out values[i], findings);
        }

        return isUsable;
    }

    private bool IsTaken(Row row, Findings findings)
    {
        try
        {
            return Where is null || Where(row);
        }
        catch (StepFailure failure)
        {
            findings.Add(failure.Found);
            return false;
        }
    }

    private static bool TryEvaluate(ProjectedColumn column, Row row, out JsonElement value, Findings findings)
    {
        try
        {
            if (column.Value is null)
            {
                return Conversation.TryBuild(column, row, out value, findings);
            }

            value = column.Value(row);
            return !column.IsMessages || Conversation.Check(column, row, value, findings);
        }
        catch (StepFailure failure)
        {
            findings.Add(failure.Found);
            value = default;
            return false;
        }
    }

    private static ProjectedColumn ColumnOf(OutputColumn column, bool isChat, Func<Expression, RowExpression> bind, Formats.Shape names) =>
        new(column.Name, column.Place)
        {
            Value = column.Value is { } value ? bind(value).Evaluate : null,
            Turns = [.. column.Turns.Select(t => new ProjectedTurn(t.Role, bind(t.Text).Evaluate))],
            Declared = column.Value?.Check(names).Result ?? Formats.Shape.Any,
            IsMessages = column.Value is null || (isChat && column.Name == MessagesColumn),
        };
}
