namespace FinerCut.Calibration.SelfWriting;

/// <summary>Samples of random token ids, for comparison: no model expects them.</summary>
internal static class RandomSamples
{
    /// <summary>What plans and the command line call them.</summary>
    internal const string SourceName = "random";

    /// <summary>Makes samples; every token is as likely as any other, and the start token is not needed.</summary>
    /// <param name="plan">Which samples.</param>
    /// <returns>Shape <c>[samples][tokens]</c>.</returns>
    internal static IReadOnlyList<int[]> Make(SamplePlan plan)
    {
        SeededNumbers numbers = new(plan.Seed);
        return [.. Enumerable.Range(0, plan.Samples).Select(_ => MakeSample(plan, numbers))];
    }

    private static int[] MakeSample(SamplePlan plan, SeededNumbers numbers) =>
        [.. Enumerable.Range(0, plan.SampleTokens).Select(_ => (int)numbers.Below(plan.Vocabulary))];
}
