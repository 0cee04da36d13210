using System.Text.RegularExpressions;

namespace FinerCut.Cli.Tests.Processes;

/// <summary>The one number of a plan in which an interrupted search differs from one that ran through.</summary>
internal static partial class WorkCount
{
    /// <summary>Puts a fixed text in place of the number, for a plan that has it once.</summary>
    public static string Hide(string plan)
    {
        Assert.Single(Pattern().Matches(plan));
        return Pattern().Replace(plan, "\"forward_equivalents\": hidden");
    }

    [GeneratedRegex("\"forward_equivalents\": [0-9.E+]+")]
    private static partial Regex Pattern();
}
