using System.Collections.Immutable;
using SynthTool.Definition;
using SynthTool.Prompts;
using SynthTool.Store;

namespace SynthTool.Teachers;

/// <summary>One question to a teacher.</summary>
/// <param name="Step">The step that asks; not in the key.</param>
/// <param name="Teacher">Whom; of it only model and revision are in the key.</param>
/// <param name="Messages">The rendered prompt, or a repair chain of it.</param>
/// <param name="Options">The teacher's options with the step's over them.</param>
/// <param name="Response">The schema that the answer must satisfy; null: text.</param>
/// <param name="Sample">Which of the siblings, from 0.</param>
internal sealed record TeacherRequest(
    string Step,
    TeacherDefinition Teacher,
    ImmutableArray<PromptMessage> Messages,
    ModelOptions Options,
    ResponseSchema? Response,
    int Sample)
{
    private KeyHolder? key;

    /// <summary>The request's identity in the store, under the current epoch.</summary>
    public ContentHash Key => (key is { } known && ReferenceEquals(known.Of, this) ? known : key = new KeyHolder(this, RequestKey.Of(this))).Key;

    /// <summary>Null for a first request.</summary>
    public Repair? Repair { get; init; }

    /// <summary>How many repairs led here; at most <see cref="Teachers.Repair.Most"/>.</summary>
    public int RepairCount => Repair is null ? 0 : Repair.Of.RepairCount + 1;

    /// <summary>Knows whose key it is: a copy made by <c>with</c> must not inherit it.</summary>
    private sealed class KeyHolder(TeacherRequest of, ContentHash key)
    {
        public TeacherRequest Of => of;

        public ContentHash Key => key;
    }
}
