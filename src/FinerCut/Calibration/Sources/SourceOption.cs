namespace FinerCut.Calibration.Sources;

/// <summary>The option that a file was given by, for messages about the file.</summary>
internal enum SourceOption
{
    /// <summary><c>--calibration</c>.</summary>
    Calibration,

    /// <summary><c>--text</c>.</summary>
    Text,

    /// <summary><c>--task</c>.</summary>
    Task,

    /// <summary><c>--heal-text</c>, whose samples may be fewer than asked for.</summary>
    HealText,
}
