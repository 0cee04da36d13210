namespace FinerCut.Calibration.SelfWriting;

/// <summary>Rows of random token ids, for comparison: no model expects them.</summary>
internal static class RandomRows
{
    /// <summary>What plans and the command line call them.</summary>
    internal const string SourceName = "random";

    /// <summary>Makes rows; every word is as likely as any other, and the start token is not needed.</summary>
    /// <param name="plan">Which rows.</param>
    /// <returns>Shape <c>[samples][tokens]</c>.</returns>
    internal static IReadOnlyList<int[]> Make(RowPlan plan)
    {
        SeededNumbers numbers = new(plan.Seed);
        return [.. Enumerable.Range(0, plan.Samples).Select(_ => MakeRow(plan, numbers))];
    }

    private static int[] MakeRow(RowPlan plan, SeededNumbers numbers) =>
        [.. Enumerable.Range(0, plan.SampleTokens).Select(_ => (int)numbers.Below(plan.Vocabulary))];
}
