using FinerCut.Calibration.Sources;

namespace FinerCut.Calibration;

/// <summary>Turns as much of a text into tokens as the samples need.</summary>
/// <remarks>
/// A text of up to <see cref="WholeTextLimit"/> is tokenised whole. A longer one is tokenised from its start to the end
/// of a line or document near that limit, then twice as far, and so on, until there are twice as many tokens as needed.
/// Only tokens near a cut can depend on what follows it, and the second half of the tokens is not used: the result is
/// that of the whole text.
/// </remarks>
internal static class TextTokens
{
    /// <summary>Length of text, in the unit of its reader, that is always tokenised whole: 8 Mi.</summary>
    internal const int WholeTextLimit = 8 << 20;

    private const int LargestLimit = 512 << 20;

    /// <summary>Tokenises the beginning of a text.</summary>
    /// <param name="read">Reads the beginning of the text, up to a limit.</param>
    /// <param name="encoder">Turns text into ids.</param>
    /// <param name="needed">Number of tokens wanted.</param>
    /// <returns>The ids of the text's first tokens: as many as needed and more, or all that 512 Mi of text
    /// hold.</returns>
    internal static IReadOnlyList<int> Encode(
        Func<int, TextPrefix> read, Func<string, IReadOnlyList<int>> encoder, long needed)
    {
        for (int limit = WholeTextLimit; ; limit *= 2)
        {
            TextPrefix prefix = read(limit);
            IReadOnlyList<int> ids = encoder(prefix.Text);
            if (prefix.IsWhole || ids.Count / 2 >= needed || limit == LargestLimit)
            {
                return ids;
            }
        }
    }
}
