namespace FinerCut.Cli.Commands;

/// <summary>What becomes faster.</summary>
internal enum SpeedupKind
{
    /// <summary>A step that reads one token.</summary>
    Decode,

    /// <summary>A pass over a whole sample.</summary>
    Prefill,
}
