using System.Globalization;

namespace FinerCut.Verification;

/// <summary>How far the logits of a written model are from those of its source without the removed sublayers.</summary>
/// <param name="Samples">Samples compared.</param>
/// <param name="Prompts">The difference over all tokens, read in one call.</param>
/// <param name="Tolerance">The largest difference that passes.</param>
internal sealed record LogitAgreement(int Samples, double Prompts, double Tolerance)
{
    /// <summary>Tokens read one by one with caches, at the end of each sample; 0 where the model has none.</summary>
    public int StepTokens { get; init; }

    /// <summary>Whether the model has caches.</summary>
    public bool HasCaches { get; init; }

    /// <summary>The difference over these tokens.</summary>
    public double Steps { get; init; }

    /// <summary>Whether differences are root mean squares, as where numbers are rounded, and not the largest of all
    /// logits.</summary>
    public bool IsRootMeanSquare { get; init; }

    /// <summary>Whether the model has no head, so that hidden states are compared in place of logits.</summary>
    public bool IsOfHiddenStates { get; init; }

    /// <summary>Whether both differences pass.</summary>
    public bool IsWithin => Prompts <= Tolerance && (StepTokens == 0 || Steps <= Tolerance);

    private string Kind => (IsRootMeanSquare, IsOfHiddenStates) switch
    {
        (true, false) => "root mean square of logit differences",
        (true, true) => "root mean square of hidden-state differences",
        (false, false) => "largest logit difference",
        (false, true) => "largest hidden-state difference",
    };

    private string Answer => IsOfHiddenStates ? "hidden states" : "logits";

    /// <summary>The same for the summary of a run.</summary>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC6001: they differ.</exception>
    public VerificationResult EnsureWithin()
    {
        string suffix = IsRootMeanSquare ? " (root mean square)" : "";
        return !(Prompts <= Tolerance)
            ? throw VerificationErrors.Differs($"the prompt's {Answer}{suffix}", Prompts, Tolerance)
            : StepTokens > 0 && !(Steps <= Tolerance)
                ? throw VerificationErrors.Differs($"a cached step's {Answer}{suffix}", Steps, Tolerance)
            : new VerificationResult(Samples, Math.Max(Prompts, Steps), Tolerance);
    }

    /// <summary>The same as findings.</summary>
    public IEnumerable<Finding> Findings()
    {
        yield return CreateFinding(
            "prompts", Prompts, string.Create(CultureInfo.InvariantCulture, $"{Samples} samples"));
        yield return StepTokens == 0
            ? Finding.Skipped(
                "cached steps", HasCaches ? "every call has more than one token" : "the model has no caches")
            : CreateFinding("cached steps", Steps, string.Create(
                CultureInfo.InvariantCulture, $"{Samples} samples, their last {StepTokens} tokens one by one"));
    }

    private Finding CreateFinding(string check, double difference, string amount)
    {
        string detail = string.Create(
            CultureInfo.InvariantCulture, $"{amount}, {Kind} {difference:0.0e+0} (allowed {Tolerance:0.0e+0})");
        return difference <= Tolerance ? Finding.Same(check, detail) : Finding.Differs(check, detail);
    }
}
