using System.Buffers;
using System.Text;
using FinerCut.Calibration.Tokenizers.Patterns;

namespace FinerCut.Calibration.Tokenizers.Normalizers;

/// <summary>Characters that Unicode got after version 9, the one that the Hugging Face library normalizes by; it leaves
/// them as they are.</summary>
/// <remarks>Those alone that a later version composes, decomposes or moves. What .NET knows of them depends on the
/// machine.</remarks>
internal static class YoungCharacters
{
    private static readonly CodePointSet All = CodePointSet.Of(
    [
        (0x0897, 0x0897), (0x1715, 0x1715), (0x1ABF, 0x1AFF), (0x1DF6, 0x1DFA), (0x32FF, 0x32FF),
        (0xA7F1, 0xA7F4), (0xA82C, 0xA82C), (0xAB69, 0xAB69), (0x105C0, 0x105FF), (0x10781, 0x107BA),
        (0x10D24, 0x10D27), (0x10D40, 0x10D8F), (0x10EAB, 0x10EAC), (0x10EFA, 0x10EFF), (0x10F46, 0x10F50),
        (0x10F82, 0x10F85), (0x11070, 0x11070), (0x1133B, 0x1133B), (0x11380, 0x113FF), (0x1145E, 0x1145E),
        (0x11839, 0x1183A), (0x11930, 0x11930), (0x11935, 0x11935), (0x11938, 0x11938), (0x1193D, 0x1193E),
        (0x11943, 0x11943), (0x119E0, 0x119E0), (0x11A34, 0x11A34), (0x11A47, 0x11A47), (0x11A99, 0x11A99),
        (0x11D42, 0x11D45), (0x11D97, 0x11D97), (0x11F41, 0x11F42), (0x16100, 0x1613F), (0x16D40, 0x16D7F),
        (0x16FF0, 0x16FF1), (0x1CC00, 0x1CCFF), (0x1E030, 0x1E08F), (0x1E130, 0x1E136), (0x1E2AE, 0x1E2AE),
        (0x1E2EC, 0x1E2EF), (0x1E4EC, 0x1E4EF), (0x1E5D0, 0x1E5FF), (0x1E6C0, 0x1E6FF), (0x1F16C, 0x1F16C),
        (0x1FBF0, 0x1FBF9),
    ]);

    private static readonly SearchValues<char> Suspects = SearchValues.Create(
    [
        .. All.Ranges.Where(range => range.First <= char.MaxValue)
            .SelectMany(range => Enumerable.Range(range.First, range.Last - range.First + 1))
            .Select(codePoint => (char)codePoint),
        .. Enumerable.Range(0xD800, 0x400).Select(surrogate => (char)surrogate),
    ]);

    /// <summary>Says whether a text may hold one; quicker than asking for each character.</summary>
    internal static bool MayBeIn(string text) => text.AsSpan().ContainsAny(Suspects);

    /// <summary>Says whether a character is one.</summary>
    internal static bool Contains(Rune rune) => All.Contains(rune.Value);
}
