namespace FinerCut.Verification;

/// <summary>The largest differences, and the largest logit, which the tolerance is measured by.</summary>
internal sealed class LargestDifferences
{
    private double _prompts;
    private double _steps;
    private double _magnitude = 1;

    /// <summary>Adds the logits of a prompt.</summary>
    public void AddPrompt(ReadOnlySpan<float> expected, float[] found)
    {
        _magnitude = Math.Max(_magnitude, LogitComparison.LargestMagnitude(expected));
        _prompts = Math.Max(_prompts, LogitComparison.LargestDifference(expected, found));
    }

    /// <summary>Adds the logits of cached steps.</summary>
    public void AddSteps(ReadOnlySpan<float> expected, float[] found) =>
        _steps = Math.Max(_steps, LogitComparison.LargestDifference(expected, found));

    /// <summary>What the differences come to.</summary>
    /// <param name="samples">Number of samples compared.</param>
    /// <param name="steps">Cached steps of each.</param>
    /// <param name="tolerance">The largest difference that passes, as a share of the largest logit.</param>
    public LogitAgreement ToAgreement(int samples, int steps, double tolerance) =>
        new(samples, _prompts, tolerance * _magnitude) { Steps = _steps, StepTokens = steps };
}
