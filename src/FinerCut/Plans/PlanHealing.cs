namespace FinerCut.Plans;

/// <summary>How a pruned model was healed: weights of its own in the place of the dense model's.</summary>
/// <param name="Method"><c>weights</c> or <c>norms</c>: what may change.</param>
/// <param name="Source">What the fit read, as <see cref="PlanCalibration"/> names sources.</param>
/// <param name="Samples">Samples of the fit, those held out included.</param>
/// <param name="SampleTokens">Tokens in the longest.</param>
/// <param name="Tokens">Tokens of all samples.</param>
/// <param name="HeldOutTokens">Tokens that the fit did not see; they decided what was kept.</param>
/// <param name="TokensSha256">Hash of the token ids, as <see cref="PlanCalibration"/> has it.</param>
/// <param name="Steps">What was refitted: <c>outputs</c>, <c>inputs</c>, <c>gains</c>, <c>before_cuts</c>; none where
/// no way lowered the divergence.</param>
/// <param name="Ridge">How strongly the weights were held, as a multiple of the mean square of what they multiply; null
/// where nothing changed.</param>
/// <param name="DivergenceBefore">Mean KL(dense | pruned) of the held-out tokens before, in nats; null where that is no
/// finite number.</param>
/// <param name="DivergenceAfter">The same afterwards.</param>
/// <param name="Weights">The initializers that changed.</param>
public sealed record PlanHealing(
    string Method,
    string Source,
    int Samples,
    int SampleTokens,
    long Tokens,
    long HeldOutTokens,
    string TokensSha256,
    IReadOnlyList<string> Steps,
    double? Ridge,
    double? DivergenceBefore,
    double? DivergenceAfter,
    IReadOnlyList<HealedWeight> Weights);
