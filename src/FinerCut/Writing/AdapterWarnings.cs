using FinerCut.Plans;

namespace FinerCut.Writing;

/// <summary>What a user of adapters has to know of a pruned model.</summary>
internal static class AdapterWarnings
{
    private const int LongestList = 4;

    /// <summary>Names the inputs that adapters of the dense model name in vain.</summary>
    /// <returns>Null where none went.</returns>
    public static string? DescribeLoss(PruningPlan plan)
    {
        if (plan.LostInputs is not { } lost)
        {
            return null;
        }

        string some = string.Join(", ", lost.Take(LongestList));
        string more = lost.Count > LongestList ? $" and {lost.Count - LongestList} more" : "";
        return $"The optional inputs of the removed sublayers are gone: {some}{more}. "
            + "An adapter (LoRA) made for the dense model names them, so it no longer fits; take them out of it, or "
            + "train it anew. The plan lists them all.";
    }
}
