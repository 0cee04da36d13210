namespace FinerCut.Plans;

/// <summary>A budget that is not a number of sublayers.</summary>
/// <param name="Unit"><c>parameters</c>, <c>bytes</c>, <c>macs</c>, <c>kv-cache</c>, <c>decode-speedup</c>,
/// <c>prefill-speedup</c>: what was to be saved, and what candidates compared by; or <c>max-distance</c> or
/// <c>until</c>.</param>
/// <param name="Amount">As given, such as <c>40%</c>, <c>100MB</c>, <c>1.3x</c>; for <c>max-distance</c> and
/// <c>until</c> the number.</param>
public sealed record PlanBudget(string Unit, string Amount)
{
    /// <summary>The unit of a largest distance.</summary>
    internal const string MaxDistance = "max-distance";

    /// <summary>The unit of a search for an order.</summary>
    internal const string Until = "until";
}
