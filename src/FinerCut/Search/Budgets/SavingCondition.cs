using FinerCut.Decoders;

namespace FinerCut.Search.Budgets;

/// <summary>An amount of parameters, bytes, multiply-adds, cache or time that is to be saved; candidates compare by
/// distance per amount.</summary>
internal sealed class SavingCondition : StopCondition
{
    /// <summary>Sums of shares end beside the number that a person meant.</summary>
    private const double RoundingError = 1e-9;

    private readonly SavingBudget _budget;
    private readonly Measure _measure;
    private readonly IReadOnlyList<SublayerName> _candidates;
    private readonly int _sublayers;
    private readonly double _amount;

    /// <param name="budget">What is to be saved.</param>
    /// <param name="measure">What each sublayer has of it.</param>
    /// <param name="candidates">Those that may go.</param>
    /// <param name="sublayers">Number of sublayers in the model, of which one stays.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC4032: all candidates together do not save so
    /// much.</exception>
    public SavingCondition(SavingBudget budget, Measure measure, IReadOnlyList<SublayerName> candidates, int sublayers)
    {
        (_budget, _measure, _candidates, _sublayers) = (budget, measure, candidates, sublayers);
        _amount = budget.AmountOf(measure.Dense) * (1 - RoundingError);
        double most = Most();
        if (most <= 0 || most < _amount)
        {
            throw BudgetErrors.OutOfReach(budget, measure.Dense, most);
        }
    }

    /// <inheritdoc/>
    public override bool IsReached(IReadOnlySet<SublayerName> removed) => _measure.Saved(removed) >= _amount;

    /// <summary>Those that save something, as long as another one stays.</summary>
    /// <inheritdoc/>
    public override IReadOnlyList<SublayerName> Open(
        IReadOnlyList<SublayerName> candidates, IReadOnlySet<SublayerName> removed) =>
        removed.Count + 1 < _sublayers
            ? [.. base.Open(candidates, removed).Where(name => ShareOf(name, removed) > 0)]
            : [];

    /// <inheritdoc/>
    public override Ranking RankingOf(
        IReadOnlyList<SublayerName> open, IReadOnlySet<SublayerName> removed, IReadOnlyList<double> now) =>
        Ranking.ByRate([.. open.Select(name => ShareOf(name, removed))], now);

    /// <inheritdoc/>
    public override int ExpectSteps(
        IReadOnlyList<SublayerName> open, IReadOnlySet<SublayerName> removed, double distance)
    {
        double left = (_amount - _measure.Saved(removed)) / _measure.Dense;
        double average = open.Average(name => ShareOf(name, removed));
        return (int)Math.Clamp(Math.Ceiling(left / average), 1, open.Count);
    }

    /// <summary>Refuses a search that ended early: what is left to choose from is the last sublayer.</summary>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC4032: less is saved.</exception>
    public void EnsureReached(IReadOnlySet<SublayerName> removed)
    {
        if (!IsReached(removed))
        {
            throw BudgetErrors.OutOfReach(_budget, _measure.Dense, _measure.Saved(removed));
        }
    }

    private double ShareOf(SublayerName name, IReadOnlySet<SublayerName> removed) =>
        _measure.CreditOf(name, removed, _candidates) / _measure.Dense;

    /// <summary>What all candidates save together, of all sublayers all but the least.</summary>
    private double Most()
    {
        HashSet<SublayerName> all = [.. _candidates];
        return _candidates.Count < _sublayers
            ? _measure.Saved(all)
            : _candidates.Max(kept => _measure.Saved(all.Where(name => name != kept).ToHashSet()));
    }
}
