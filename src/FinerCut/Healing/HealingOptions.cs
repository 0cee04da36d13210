namespace FinerCut.Healing;

/// <summary>How a pruned model is healed.</summary>
public sealed record HealingOptions
{
    /// <summary>Tokens of the fit unless the user says otherwise; docs/healing.md measures with as many.</summary>
    public const int DefaultTokens = 65_536;

    /// <summary>Fewer tokens are refused: a regression on them would say nothing.</summary>
    public const int LeastTokens = 1024;

    /// <summary>Tokens for each input of a matrix below which a warning tells that more would help: a regression needs
    /// several times as many observations as there are unknowns.</summary>
    public const int TokensPerInput = 16;

    /// <summary>What may change; null, the default, for no healing.</summary>
    public HealMethod? Method { get; init; }

    /// <summary>Texts or token ids to fit on, as <see cref="Calibration.CalibrationOptions.Sources"/> has them; empty,
    /// the default, for the sources of the calibration.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Tokens of the fit, at least 1,024.</summary>
    public int Tokens { get; init; } = DefaultTokens;
}
