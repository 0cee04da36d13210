using System.Text;
using System.Text.RegularExpressions;

namespace FinerCut.Cli.Tests.Processes;

/// <summary>The one number of a plan in which an interrupted search differs from one that ran through.</summary>
internal static partial class WorkCount
{
    /// <summary>Puts a fixed text in place of the number, for a plan that has it once.</summary>
    public static string Hide(string plan)
    {
        Assert.Single(Number().Matches(plan));
        return Number().Replace(plan, "\"forward_equivalents\": hidden");
    }

    /// <summary>The same for the plan inside a graph, and for the two sizes before it, which depend on the number's
    /// digits.</summary>
    /// <param name="graph">The bytes of the file.</param>
    public static byte[] Hide(byte[] graph)
    {
        string text = Encoding.Latin1.GetString(graph);
        Assert.Single(PlanSizes().Matches(text));
        return Encoding.Latin1.GetBytes(Hide(PlanSizes().Replace(text, "finercut.plan")));
    }

    [GeneratedRegex("\"forward_equivalents\": [0-9.E+]+")]
    private static partial Regex Number();

    // The field metadata_props and its size, the field key, the field value and its size.
    [GeneratedRegex(@"\x72[\x80-\xff]*[\x00-\x7f]\x0a\x0dfinercut\.plan\x12[\x80-\xff]*[\x00-\x7f]")]
    private static partial Regex PlanSizes();
}
