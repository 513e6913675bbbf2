using System.Collections.Immutable;
using System.Globalization;
using SynthTool.Curation;
using SynthTool.Definition;
using SynthTool.Diagnostics;
using SynthTool.Expressions;
using SynthTool.Formats;
using SynthTool.Generation;
using SynthTool.Steps;
using SynthTool.Store;
using SynthTool.Teachers;

namespace SynthTool.Build;

/// <summary>
/// Turns a definition's steps into stages, and checks every name that an expression or a prompt uses against what the
/// seeds' shape, the response schemas and the earlier steps declare, before anything is spent.
/// </summary>
internal sealed class StepCompiler
{
    private readonly DatasetFiles files;
    private readonly ITeacher teacher;
    private readonly Findings findings;
    private NameShapes names;

    private StepCompiler(DatasetFiles files, Shape seed, ITeacher teacher, Findings findings)
    {
        this.files = files;
        this.teacher = teacher;
        this.findings = findings;
        names = NameShapes.Of(seed);
    }

    /// <summary>The stages and the names after the last step. Findings are added; with errors among them the stages must not run.</summary>
    /// <param name="seed">The shape of the seeds.</param>
    /// <param name="teacher">Answers the requests of the <c>generate</c> steps.</param>
    public static (ImmutableArray<Stage> Stages, NameShapes Names) Compile(DatasetFiles files, Shape seed, ITeacher teacher, Findings findings)
    {
        var compiler = new StepCompiler(files, seed, teacher, findings);
        return (compiler.Stages(), compiler.names);
    }

    private ImmutableArray<Stage> Stages()
    {
        var stages = ImmutableArray.CreateBuilder<Stage>();
        var open = new List<(IRowStep Step, ContentHash Digest)>();
        foreach (var definition in files.Definition.Steps)
        {
            var digest = StepFacts.DigestOf(definition, files, names);
            if (definition is DedupDefinition dedup)
            {
                CloseRows(stages, open);
                dedup.Columns.ToList().ForEach(c => Check(c));
                stages.Add(new Stage.Corpus(stages.Count, WithEpochs([digest]), new DedupStep(dedup, names)));
            }
            else
            {
                open.Add((RowStep(definition), digest));
            }
        }

        // The first stage makes rows of seeds, so there is always one, and always one of rows.
        if (open.Count > 0 || stages.Count == 0)
        {
            CloseRows(stages, open);
        }

        return stages.ToImmutable();
    }

    private static void CloseRows(ImmutableArray<Stage>.Builder stages, List<(IRowStep Step, ContentHash Digest)> open)
    {
        if (open.Count == 0 && stages.Count > 0)
        {
            return;
        }

        stages.Add(new Stage.Rows(stages.Count, WithEpochs(open.Select(o => o.Digest)), [.. open.Select(o => o.Step)]));
        open.Clear();
    }

    private static ContentHash WithEpochs(IEnumerable<ContentHash> steps)
    {
        using var hasher = new ContentHasher();
        hasher.Add(Epochs.Stage).Add(BlockFormat.Epoch);
        foreach (var digest in steps)
        {
            hasher.Add(digest);
        }

        return hasher.Finish();
    }

    private IRowStep RowStep(StepDefinition definition)
    {
        var before = names;
        switch (definition)
        {
            case EachDefinition each:
                names = names.With(each.Name, Result(each));
                return new EachStep(each, before);
            case GenerateDefinition generate:
                return Generate(generate, before);
            case FilterDefinition filter:
                filter.Conditions.ToList().ForEach(c => findings.AddRange(c.Expression.CheckCondition(names.AsShape()).Diagnostics));
                return new FilterStep(filter, before);
            case MapDefinition map:
                names = names.With(map.Name, Check(map.To));
                return new MapStep(map, before);
            case SplitDefinition split:
                return new SplitStep(split);
            default:
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The step {definition.Kind} cannot be built."));
        }
    }

    private GenerateStep Generate(GenerateDefinition generate, NameShapes before)
    {
        var template = files.Templates[generate.Prompt.Path];
        findings.AddRange(template.Check(before.AsShape()));
        var response = generate.Response is { } schema ? files.Schemas[schema.Path] : null;
        names = names.With(generate.Name, response is null ? Shape.String : Formats.Schemas.ShapeOfSchema.From(response.Schema)).WithCall(generate.Name);
        var definition = files.Definition.Teachers.First(t => t.Name.Value == generate.Teacher.Value);
        return new GenerateStep(generate, template, definition, response, teacher, row => new RowNames(row, before));
    }

    private Shape Result(EachDefinition each)
    {
        if (each.List is { } list)
        {
            var shape = Check(list);
            return shape.Kind is ShapeKind.Array ? shape.Item! : Shape.Any;
        }

        var shapes = each.Columns.Length > 0 ? each.Columns.Select(Check) : each.Values.Select(Shape.Of);
        return shapes.Aggregate(Shape.Merge);
    }

    private Shape Check(Expression expression)
    {
        var check = expression.Check(names.AsShape());
        findings.AddRange(check.Diagnostics);
        return check.Result;
    }
}
