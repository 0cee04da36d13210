using System.Globalization;

namespace FinerCut.Tokenizers.Patterns;

/// <summary>All code points, as runs of one general category.</summary>
internal static class UnicodeRuns
{
    private static readonly Lazy<IReadOnlyList<(int First, int Last, UnicodeCategory Category)>> Runs =
        new(() => [.. Find()]);

    /// <summary>The runs, in ascending order.</summary>
    internal static IReadOnlyList<(int First, int Last, UnicodeCategory Category)> All => Runs.Value;

    /// <summary>The set of all code points of some categories.</summary>
    internal static CodePointSet FindCodePoints(params IReadOnlyList<UnicodeCategory> categories) =>
        CodePointSet.FromRanges(
            All.Where(run => categories.Contains(run.Category)).Select(run => (run.First, run.Last)));

    private static IEnumerable<(int First, int Last, UnicodeCategory Category)> Find()
    {
        int first = 0;
        UnicodeCategory before = CharUnicodeInfo.GetUnicodeCategory(0);
        for (int codePoint = 1; codePoint <= CodePointSet.Largest; codePoint++)
        {
            UnicodeCategory category = CharUnicodeInfo.GetUnicodeCategory(codePoint);
            if (category != before)
            {
                yield return (first, codePoint - 1, before);
                (first, before) = (codePoint, category);
            }
        }

        yield return (first, CodePointSet.Largest, before);
    }
}
