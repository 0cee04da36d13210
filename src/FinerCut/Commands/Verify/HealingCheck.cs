using System.Globalization;
using FinerCut.Healing;
using FinerCut.Plans;
using FinerCut.Verification;

namespace FinerCut.Commands.Verify;

/// <summary>Whether the weights that healing changed are those that the plan tells of.</summary>
internal static class HealingCheck
{
    private const string Name = "healed weights";

    /// <summary>Compares the weights with the plan.</summary>
    /// <param name="healing">What the plan says.</param>
    /// <param name="weights">The weights of the pruned model.</param>
    public static Finding Compare(PlanHealing healing, HealedWeights weights)
    {
        HashSet<HealedWeight> found = [.. weights.Describe()];
        List<HealedWeight> others = [.. healing.Weights.Where(weight => !found.Contains(weight))];
        return others.Count == 0
            ? Finding.Same(Name, string.Create(
                CultureInfo.InvariantCulture,
                $"{found.Count} differ from the dense model's on purpose, and have the plan's SHA-256"))
            : Finding.Differs(Name, $"'{others[0].Name}' is not what the plan says: its SHA-256 should be "
                + $"{others[0].Sha256}");
    }
}
