namespace FinerCut.Calibration;

/// <summary>How texts become samples of tokens.</summary>
public enum CalibrationPacking
{
    /// <summary>All texts are one sequence of tokens, cut into samples of the same length, as in the authors'
    /// code.</summary>
    Contiguous,

    /// <summary>Each document is a sample of its own: cut where it is too long, and a shorter sample, never padded,
    /// where it is short.</summary>
    Documents,
}
