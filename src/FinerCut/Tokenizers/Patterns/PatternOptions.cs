namespace FinerCut.Tokenizers.Patterns;

/// <summary>How a part of a pattern is to be matched.</summary>
/// <param name="IgnoresCase">Whether letters stand for both cases.</param>
/// <param name="DotMatchesLineFeed">Whether the dot stands for a line feed, too.</param>
internal readonly record struct PatternOptions(bool IgnoresCase, bool DotMatchesLineFeed)
{
    /// <summary>Reads the letters of options such as <c>i-m</c>.</summary>
    /// <exception cref="FormatException">One of them is not understood.</exception>
    internal PatternOptions With(string letters)
    {
        PatternOptions changed = this;
        bool turnsOn = true;
        foreach (char letter in letters)
        {
            (turnsOn, changed) = letter switch
            {
                '-' => (false, changed),
                'i' => (turnsOn, changed with { IgnoresCase = turnsOn }),
                'm' => (turnsOn, changed with { DotMatchesLineFeed = turnsOn }),
                _ => throw new FormatException($"the option {letter} of a group"),
            };
        }

        return changed;
    }
}
