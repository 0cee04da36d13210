using FinerCut.Decoders;

namespace FinerCut.Search.Budgets;

/// <summary>How much a search removes.</summary>
public abstract record SearchBudget : Budget
{
    private protected SearchBudget()
    {
    }

    /// <summary>Applies the budget to a model.</summary>
    /// <param name="sublayers">Number of sublayers in the model.</param>
    /// <param name="candidates">Those that may go.</param>
    /// <param name="measure">Measures the model in a unit; asked only for what is to be saved.</param>
    /// <returns>What ends the search.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC4017, FC4018, FC4031, FC4032: the budget is none, or
    /// cannot be reached.</exception>
    internal abstract StopCondition CreateCondition(
        int sublayers, IReadOnlyList<SublayerName> candidates, Func<SavingUnit, Measure> measure);
}
