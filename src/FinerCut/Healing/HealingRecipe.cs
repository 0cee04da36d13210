namespace FinerCut.Healing;

/// <summary>The steps of one way to heal.</summary>
/// <param name="FitsOutputs">Whether the matrices that add to the stream are refitted.</param>
/// <param name="FitsInputs">Whether the matrices that read the normed stream are refitted.</param>
/// <param name="FitsGains">Whether each element of the normed stream gets another gain.</param>
/// <param name="BeforeCuts">Whether a sublayer before removed ones takes over what they did.</param>
/// <param name="Ridge">How strongly weights are held where they were, as a multiple of the mean square of what they
/// multiply.</param>
internal sealed record HealingRecipe(
    bool FitsOutputs, bool FitsInputs, bool FitsGains, bool BeforeCuts, double Ridge)
{
    // With more tokens the sums are surer, and the weights need less to hold them.
    private const double TokensTimesRidge = 16_384;

    /// <summary>What is refitted, in the words of the plan.</summary>
    public IReadOnlyList<string> Steps => [.. new[]
    {
        FitsOutputs ? "outputs" : "",
        FitsInputs ? "inputs" : "",
        FitsGains ? "gains" : "",
        BeforeCuts ? "before_cuts" : "",
    }.Where(step => step.Length > 0)];

    /// <summary>The same steps on another number of tokens.</summary>
    public HealingRecipe For(long tokens) => this with { Ridge = RidgeFor(tokens) };

    /// <summary>The ways that are tried, the most thorough one first.</summary>
    public static IReadOnlyList<HealingRecipe> For(HealMethod method, long tokens)
    {
        double ridge = RidgeFor(tokens);
        return method == HealMethod.Norms
            ? [new(false, false, true, false, ridge)]
            :
            [
                new(true, true, true, true, ridge),
                new(true, true, true, false, ridge),
                new(true, false, false, true, ridge),
                new(true, false, false, false, ridge),
            ];
    }

    private static double RidgeFor(long tokens) => TokensTimesRidge / tokens;
}
