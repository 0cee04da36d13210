using FinerCut.Decoders;

namespace FinerCut.Plans;

/// <summary>What types alone cannot promise of a plan that was read.</summary>
internal static class PlanChecks
{
    /// <summary>Looks for something that a plan must not be.</summary>
    /// <param name="plan">A plan as deserialized: members are there, elements of lists may be null.</param>
    /// <returns>A sentence on the first fault, null where there is none.</returns>
    internal static string? FindFault(PruningPlan plan) =>
        FindNull(plan) ?? FindBadName(plan) ?? FindBadRemoval(plan);

    private static string? FindNull(PruningPlan plan) =>
        NullIn(plan.Source.Sublayers, "source.sublayers")
        ?? NullIn(plan.Source.Files, "source.files")
        ?? NullIn(plan.Settings.Protect, "settings.protect")
        ?? NullIn(plan.Removed, "removed")
        ?? NullIn(plan.LostInputs ?? [], "lost_inputs")
        ?? NullIn(plan.Steps, "steps")
        ?? NullIn(plan.Latencies?.Parts ?? [], "latencies.parts")
        ?? (plan.Latencies?.Parts ?? []).Select((part, index) => NullIn(part.Sublayers, $"latencies.parts[{index}].sublayers")).FirstOrDefault(fault => fault is not null)
        ?? plan.Steps.Select((step, index) => NullIn(step.Scores, $"steps[{index}].scores")).FirstOrDefault(fault => fault is not null);

    private static string? NullIn(IReadOnlyList<object?> list, string path)
    {
        int index = list.TakeWhile(element => element is not null).Count();
        return index < list.Count ? $"{path}[{index}] is null." : null;
    }

    private static string? FindBadName(PruningPlan plan)
    {
        IEnumerable<string> names =
        [
            .. plan.Source.Sublayers,
            .. plan.Removed.Select(removal => removal.Sublayer),
            .. (plan.Latencies?.Parts ?? []).SelectMany(part => part.Sublayers),
            .. plan.Steps.SelectMany(step => step.Scores.Select(score => score.Sublayer).Prepend(step.Removed)),
        ];
        string? bad = names.FirstOrDefault(name => !SublayerName.TryParse(name, out _));
        return bad is null
            ? null
            : $"'{bad}' is not the name of a sublayer; names look like 12.attn, 12.ffn, 12.mixer or 12.input.";
    }

    private static string? FindBadRemoval(PruningPlan plan)
    {
        HashSet<string> left = [.. plan.Source.Sublayers];
        string? bad = plan.Removed.Select(removal => removal.Sublayer).FirstOrDefault(name => !left.Remove(name));
        return bad is null ? null : $"'removed' names {bad}, which is there twice or not in 'source.sublayers'.";
    }
}
