using FinerCut.Decoders;

namespace FinerCut.Search.Budgets;

/// <summary>What goes when all of its owners have gone.</summary>
/// <param name="Owners">One sublayer, or several that share it.</param>
/// <param name="Amount">How much it is, greater than or equal to 0.</param>
internal sealed record MeasuredPart(IReadOnlyCollection<SublayerName> Owners, double Amount)
{
    /// <summary>What one sublayer alone has.</summary>
    public MeasuredPart(SublayerName owner, double amount)
        : this([owner], amount)
    {
    }
}
