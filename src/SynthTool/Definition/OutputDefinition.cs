using System.Collections.Immutable;
using SynthTool.Diagnostics;
using SynthTool.Expressions;

namespace SynthTool.Definition;

/// <summary>The row formats that can be written.</summary>
internal enum OutputFormat
{
    /// <summary>Columns as they are declared.</summary>
    Table,

    /// <summary>A column <c>messages</c> whose roles alternate and whose last message is the assistant's.</summary>
    Chat,
}

/// <summary>One entry of <c>outputs:</c>, a config of the written dataset.</summary>
internal sealed record OutputDefinition
{
    public const int DefaultSeedsPerShard = 4096;

    public required Located<string> Name { get; init; }

    public OutputFormat Format { get; init; } = OutputFormat.Table;

    /// <summary>In declared order.</summary>
    public required ImmutableArray<OutputColumn> Columns { get; init; }

    /// <summary>Rows for which this is false are not in this output.</summary>
    public Expression? Where { get; init; }

    /// <summary>How many seeds' rows a shard aims to hold; a shard holds between half and twice as many. Default 4096, from 1.</summary>
    public int SeedsPerShard { get; init; } = DefaultSeedsPerShard;
}

/// <summary>One column: an expression, or the turns of a chat.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Place">Where it is written.</param>
internal sealed record OutputColumn(string Name, SourcePlace Place)
{
    /// <summary>Null when <see cref="Turns"/> is used.</summary>
    public Expression? Value { get; init; }

    /// <summary>Role and text of each message; empty when <see cref="Value"/> is used.</summary>
    public ImmutableArray<ChatTurn> Turns { get; init; } = [];
}

/// <summary>One message of a chat column.</summary>
internal sealed record ChatTurn(string Role, Expression Text);
