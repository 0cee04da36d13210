namespace FinerCut.Tokenizers.PreTokenizers;

/// <summary>Where Metaspace puts its character in front.</summary>
internal enum PrependScheme
{
    /// <summary>Before every piece.</summary>
    Always,

    /// <summary>Before the piece that begins the text.</summary>
    First,

    /// <summary>Nowhere.</summary>
    Never,
}
