using FinerCut.Decoders;

namespace FinerCut.Search.Budgets;

/// <summary>A number of sublayers.</summary>
/// <param name="Count">At least 1, and less than the model has.</param>
public sealed record CountBudget(int Count) : SearchBudget
{
    /// <summary>Refuses a number of removals that a model has no sublayers for.</summary>
    /// <param name="count">The number.</param>
    /// <param name="sublayers">Number of sublayers in the model.</param>
    /// <param name="candidates">Number of those that may go.</param>
    /// <returns>The number, from 1 to <paramref name="candidates"/> and less than
    /// <paramref name="sublayers"/>.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC4018: the number is below 1, nothing would remain, or
    /// there are fewer candidates.</exception>
    internal static int RequireCount(int count, int sublayers, int candidates)
    {
        if (count < 1)
        {
            throw RemovalErrors.CountTooSmall(count);
        }

        if (count >= sublayers)
        {
            throw RemovalErrors.NothingLeft(count, sublayers);
        }

        return count <= candidates ? count : throw RemovalErrors.TooFewCandidates(count, sublayers, candidates);
    }

    /// <inheritdoc/>
    internal override StopCondition CreateCondition(
        int sublayers, IReadOnlyList<SublayerName> candidates, Func<SavingUnit, Measure> measure) =>
        new CountCondition(RequireCount(Count, sublayers, candidates.Count));
}
