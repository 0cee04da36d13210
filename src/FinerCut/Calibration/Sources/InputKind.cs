namespace FinerCut.Calibration.Sources;

/// <summary>How the bytes of a calibration source are read.</summary>
internal enum InputKind
{
    /// <summary>UTF-8 text: one document.</summary>
    Text,

    /// <summary>UTF-8 lines of JSON: objects with text or messages, or arrays of token ids.</summary>
    JsonLines,

    /// <summary>A NumPy array of token ids.</summary>
    Numpy,
}
