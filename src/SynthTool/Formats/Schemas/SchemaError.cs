namespace SynthTool.Formats.Schemas;

/// <summary>One way in which a value does not fit its schema, in words for a person and for a teacher that must repair its answer.</summary>
/// <param name="InstancePath">Where in the value, as a JSON pointer; empty for the value itself.</param>
/// <param name="Message">What must hold there, such as <c>must be one of "how", "why"</c>.</param>
/// <param name="SchemaPath">The keyword in the schema, as a JSON pointer.</param>
internal sealed record SchemaError(string InstancePath, string Message, string SchemaPath);
