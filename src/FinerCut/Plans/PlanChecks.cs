using FinerCut.Decoders;

namespace FinerCut.Plans;

/// <summary>What the schema alone cannot promise of a plan that was read.</summary>
internal static class PlanChecks
{
    /// <summary>Looks for something that a plan must not be.</summary>
    /// <param name="plan">A plan that is what the schema says.</param>
    /// <returns>A sentence on the first fault, null where there is none.</returns>
    internal static string? FindFault(PruningPlan plan) =>
        FindBadName(plan) ?? FindBadRemoval(plan) ?? FindStranger(plan);

    private static string? FindBadName(PruningPlan plan)
    {
        string? bad = plan.Source.Sublayers.FirstOrDefault(name => !SublayerName.TryParse(name, out _));
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

    private static string? FindStranger(PruningPlan plan)
    {
        HashSet<string> known = [.. plan.Source.Sublayers];
        IEnumerable<(string Place, string Name)> names =
        [
            .. plan.Steps.SelectMany((step, index) =>
                step.Scores.Select(score => score.Sublayer)
                    .Prepend(step.Removed)
                    .Select(name => ($"steps[{index}]", name))),
            .. (plan.Latencies?.Parts ?? []).SelectMany((part, index) =>
                part.Sublayers.Select(name => ($"latencies.parts[{index}]", name))),
        ];
        (string place, string? stranger) = names.FirstOrDefault(entry => !known.Contains(entry.Name));
        return stranger is null ? null : $"'{place}' names {stranger}, which is not in 'source.sublayers'.";
    }
}
