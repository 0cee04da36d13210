using FinerCut.Tokenizers.Limits;

namespace FinerCut.Tokenizers.Normalizers;

/// <summary>A change of the text before it is cut into tokens.</summary>
internal interface ITextNormalizer
{
    /// <summary>Changes a text.</summary>
    /// <param name="text">Valid UTF-16.</param>
    /// <param name="limits">How long the result may be.</param>
    /// <returns>The changed text, valid UTF-16; the same string when nothing changes.</returns>
    string Normalize(string text, EncodingLimits limits);

    /// <summary>Whether characters at the start of a text may go without anything in their place.</summary>
    bool MayDropStart => false;
}
