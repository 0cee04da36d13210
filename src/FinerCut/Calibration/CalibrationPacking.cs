namespace FinerCut.Calibration;

/// <summary>How texts become rows of tokens.</summary>
public enum CalibrationPacking
{
    /// <summary>All texts are one sequence of tokens, cut into rows of the same length, as in the authors' code.</summary>
    Contiguous,

    /// <summary>Each document is a row of its own: cut where it is too long, and a shorter row, never padded, where it is short.</summary>
    Documents,
}
