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
    /// <summary>The request's identity in the store, under the current epoch.</summary>
    public ContentHash Key => key ??= RequestKey.Of(this);

    private ContentHash? key;
}
