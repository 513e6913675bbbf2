using System.Collections.Immutable;
using SynthTool.Definition;
using SynthTool.Expressions;
using SynthTool.Teachers;

namespace SynthTool.Build;

/// <summary>What it takes to buy what is missing: the calls of the first unanswered step of each row exactly, those behind it by estimate.</summary>
internal static class MissingPlan
{
    private const int Listed = 20;

    /// <param name="stale">How many partitions are stale.</param>
    public static PlanOutcome Of(BuildSession session, int stale, ImmutableArray<MissingAnswer> missing)
    {
        var distinct = missing.DistinctBy(a => a.Request.Key).ToList();
        var (estimated, basis) = Estimate(session, missing);
        var (cost, currency) = CostOf(session, distinct, estimated);
        return new PlanOutcome
        {
            Dataset = session.Name,
            Definition = session.DefinitionPath,
            Status = BuildStatus.OutOfDate,
            Seeds = session.Seeds.Count,
            Product = session.Seeds.Product,
            Partitions = session.Seeds.Partitions.Length,
            StalePartitions = stale,
            Calls = new PlannedCalls(distinct.Count, estimated, basis),
            EstimatedCost = cost,
            Currency = currency,
            EstimatedTime = TimeOf(session, distinct, estimated),
            Missing = [.. distinct.Take(Listed).Select(a => new MissingRequest(a.Request.Key.ToString(), a.Request.Step, a.Row.Seed.Key, RejectedBefore(a.Request)))],
        };
    }

    private static RejectedAnswer? RejectedBefore(TeacherRequest request) => request is { Repair: { } repair, Response: { } form }
        ? new RejectedAnswer(repair.Of.Key.ToString(), Quote.Bare(StructuredAnswer.Read(repair.Rejected, form).Problems[0], 200))
        : null;

    /// <summary>Each waiting row's later calls: the fan-out between its step and each later <c>generate</c>, as recorded, else as declared.</summary>
    private static (long Calls, string Basis) Estimate(BuildSession session, IEnumerable<MissingAnswer> missing)
    {
        var steps = session.Definition.Steps;
        var recorded = steps.ToDictionary(s => s.Name, s => FanOut(session.Lock, s), StringComparer.Ordinal);
        var perStep = missing.CountBy(a => a.Request.Step).ToList();
        var calls = 0.0;
        foreach (var (name, count) in perStep)
        {
            var rows = (double)count;
            var at = steps.Select((s, i) => (s, i)).First(s => s.s.Name == name).i;
            for (var i = at; i + 1 < steps.Length; i++)
            {
                // A request stands for one sample, so the step's own samples are in the count already.
                rows *= i == at ? Survival(recorded[name], steps[i]) : recorded[steps[i].Name] ?? DeclaredFanOut(steps[i]);
                calls += steps[i + 1] is GenerateDefinition next ? rows * next.Samples : 0;
            }
        }

        var basis = calls == 0 ? "" : recorded.Values.All(f => f is null) ? "samples and values as declared, one element a list" : "fan-out of the last build";
        return ((long)Math.Ceiling(calls), basis);
    }

    private static double Survival(double? fanOut, StepDefinition step) => fanOut is { } known && step is GenerateDefinition generate ? known / generate.Samples : 1;

    private static double? FanOut(LockFile recorded, StepDefinition step) =>
        recorded.Counts.TryGetValue($"in.{step.Name}", out var entered) && entered > 0 && recorded.Counts.TryGetValue($"out.{step.Name}", out var left)
            ? (double)left / entered
            : null;

    private static double DeclaredFanOut(StepDefinition step) => step switch
    {
        GenerateDefinition generate => generate.Samples,
        EachDefinition each => each.Sample ?? Math.Max(1, each.Values.Length + each.Columns.Length),
        _ => 1,
    };

    /// <summary>By the mean time of the calls that were made last from here, with as many in flight, and no quicker, than the limits allow; teachers work side by side.</summary>
    private static TimeSpan? TimeOf(BuildSession session, List<MissingAnswer> missing, long estimated)
    {
        if (session.Quick?.Outcome.MeanCallTime is not { } call || missing.Count == 0)
        {
            return null;
        }

        var behind = 1 + ((double)estimated / missing.Count);
        return missing.GroupBy(m => m.Request.Teacher.Name.Value, (_, of) => of.ToList()).Max(of =>
        {
            var limits = of[0].Request.Teacher.Limits;
            var calls = of.Count * behind;
            var paced = limits.RequestsPerMinute is { } perMinute ? TimeSpan.FromMinutes(calls / perMinute) : TimeSpan.Zero;
            var flown = call * Math.Max(1, calls / limits.Concurrency);
            return paced > flown ? paced : flown;
        });
    }

    /// <summary>By the mean tokens of the last build's answers; null without a price or without a build to learn from.</summary>
    private static (decimal? Cost, string? Currency) CostOf(BuildSession session, List<MissingAnswer> missing, long estimated)
    {
        var responses = session.Lock.Counts.GetValueOrDefault("responses");
        var price = missing.Select(m => m.Request.Teacher.Price).FirstOrDefault(p => p is not null);
        if (responses == 0 || price is null)
        {
            return (null, price?.Currency);
        }

        var input = session.Lock.Counts.GetValueOrDefault("tokens.input") / responses;
        var output = session.Lock.Counts.GetValueOrDefault("tokens.output") / responses;
        var priced = missing.Where(m => m.Request.Teacher.Price is not null).Sum(m => TeacherCost.Of(m.Request.Teacher.Price!, input, output));
        return (priced + (estimated * TeacherCost.Of(price, input, output)), price.Currency);
    }
}
