namespace FinerCut.Tokenizers.Normalizers;

/// <summary>Forms of Unicode normalization.</summary>
internal enum UnicodeForm
{
    /// <summary>Decomposed.</summary>
    Nfd,

    /// <summary>Decomposed, compatible characters as well.</summary>
    Nfkd,

    /// <summary>Decomposed, then composed.</summary>
    Nfc,

    /// <summary>Decomposed, compatible characters as well, then composed.</summary>
    Nfkc,
}
