namespace FinerCut.Search.Budgets;

/// <summary>What a budget counts.</summary>
public enum SavingUnit
{
    /// <summary>Weights.</summary>
    Parameters,

    /// <summary>Bytes of weights in the files.</summary>
    Bytes,

    /// <summary>Multiply-adds of one token's forward pass, attention scores at the length of a calibration sample
    /// included.</summary>
    Macs,

    /// <summary>Bytes of key-value cache per token and sequence.</summary>
    KvCache,

    /// <summary>Time of a step that reads one token, as measured on this machine.</summary>
    DecodeSpeedup,

    /// <summary>Time of a pass over a calibration sample, as measured on this machine.</summary>
    PrefillSpeedup,
}
