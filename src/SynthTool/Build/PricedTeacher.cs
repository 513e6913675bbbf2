using SynthTool.Definition;

namespace SynthTool.Build;

/// <summary>What a teacher takes.</summary>
/// <param name="Name">The teacher's.</param>
internal sealed record PricedTeacher(string Name, TeacherPrice Price)
{
    public static PricedTeacher[] Of(IEnumerable<TeacherDefinition> teachers) => [.. teachers.Where(t => t.Price is not null).Select(t => new PricedTeacher(t.Name.Value, t.Price!))];
}
