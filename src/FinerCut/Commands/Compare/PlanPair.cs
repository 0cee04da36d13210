using FinerCut.Plans;

namespace FinerCut.Commands.Compare;

/// <summary>How far two plans agree.</summary>
/// <param name="First">0-based number of the first plan.</param>
/// <param name="Second">0-based number of the second plan.</param>
/// <param name="Shared">Sublayers that both remove.</param>
/// <param name="Jaccard">The same as a share of those that at least one removes, in [0, 1]; 1 where neither removes
/// any.</param>
/// <param name="SameStart">Steps from the first on in which both remove the same sublayer.</param>
/// <param name="Order">Kendall's rank correlation of the order in which both remove what they share: 1 for the same
/// order, -1 for the reverse, about 0 for no relation. Null where they share fewer than two.</param>
public sealed record PlanPair(int First, int Second, int Shared, double Jaccard, int SameStart, double? Order)
{
    /// <summary>Compares two plans of one model.</summary>
    internal static PlanPair Compare(IReadOnlyList<ComparedPlan> plans, int first, int second)
    {
        string[] left = NamesOf(plans[first].Plan);
        string[] right = NamesOf(plans[second].Plan);
        string[] shared = [.. left.Intersect(right)];
        int either = left.Length + right.Length - shared.Length;
        return new PlanPair(
            first,
            second,
            shared.Length,
            either == 0 ? 1 : (double)shared.Length / either,
            left.Zip(right).TakeWhile(step => step.First == step.Second).Count(),
            CorrelateOrder([.. shared.Select(name => Array.IndexOf(right, name))]));
    }

    private static string[] NamesOf(PruningPlan plan) => [.. plan.Removed.Select(removal => removal.Sublayer)];

    /// <summary>Of all pairs, those that stand in order less those that do not, as a share of all.</summary>
    /// <param name="places">Different places in one plan, in the order of another.</param>
    private static double? CorrelateOrder(int[] places)
    {
        int balance = 0;
        for (int later = 1; later < places.Length; later++)
        {
            for (int earlier = 0; earlier < later; earlier++)
            {
                balance += Math.Sign(places[later] - places[earlier]);
            }
        }

        return places.Length < 2 ? null : balance / (places.Length * (places.Length - 1) / 2.0);
    }
}
