using FinerCut.Decoders;

namespace FinerCut.Search.Budgets;

/// <summary>How much of something the sublayers have, alone or together.</summary>
/// <param name="dense">What the dense model has, with what is in no sublayer.</param>
/// <param name="parts">What can go.</param>
internal sealed class Measure(double dense, IReadOnlyList<MeasuredPart> parts)
{
    private readonly ILookup<SublayerName, MeasuredPart> _byOwner =
        parts.SelectMany(part => part.Owners.Select(owner => (Owner: owner, Part: part)))
            .ToLookup(pair => pair.Owner, pair => pair.Part);

    /// <summary>What the dense model has.</summary>
    public double Dense => dense;

    /// <summary>What goes with some sublayers.</summary>
    public double Saved(IReadOnlySet<SublayerName> removed) =>
        parts.Where(part => part.Owners.All(removed.Contains)).Sum(part => part.Amount);

    /// <summary>What a sublayer's removal counts: its own, and an equal part of what it shares with others that may go
    /// too.</summary>
    /// <param name="name">The sublayer.</param>
    /// <param name="removed">What is gone.</param>
    /// <param name="candidates">What may go.</param>
    public double CreditOf(
        SublayerName name, IReadOnlySet<SublayerName> removed, IReadOnlyList<SublayerName> candidates) => _byOwner[name]
        .Where(part => part.Owners.All(owner => removed.Contains(owner) || candidates.Contains(owner)))
        .Sum(part => part.Amount / part.Owners.Count(owner => !removed.Contains(owner)));
}
