using FinerCut.Plans;

namespace FinerCut.ModelCards;

/// <summary>What a card tells of a pruned model.</summary>
/// <param name="Plan">What went, on what samples, and what was measured.</param>
/// <param name="BaseModel">The model that was pruned, by its name on the Hub, else by its folder's name; null where
/// that is no name of a model.</param>
/// <param name="Earlier">Names of the sublayers that earlier prunings removed.</param>
internal sealed record CardFacts(PruningPlan Plan, string? BaseModel, IReadOnlyList<string> Earlier)
{
    private const string Suffix = "pruned";

    /// <summary>The name of the pruned model.</summary>
    public string Name
    {
        get
        {
            string name = BaseModel?.Split('/')[^1] ?? "model";
            return name.Contains(Suffix, StringComparison.OrdinalIgnoreCase) ? name : $"{name}-{Suffix}";
        }
    }
}
