namespace FinerCut.Clients.Tests.GenAI;

/// <summary>Holds the client to our own loop where activations are rounded to 8 bits: there a difference in the last
/// digit of a float, as fused operators make it, can flip a rounding and with it a token.</summary>
internal static class RoundingAgreement
{
    /// <summary>All tokens were equal where this was written; other processors may flip a few.</summary>
    private const double Floor = 0.9;

    /// <summary>Compares with a loop that reads the same folder, the same prompt at once and the same tokens after it,
    /// one by one, and demands the first token of the gated source. Prints how many tokens agree.</summary>
    /// <returns>How many tokens agree with the loop.</returns>
    public static int Check(GreedyRun run)
    {
        int agreeing = 0;
        Assert.Null(run.Answer.Error);
        using PlainLoop loop = new(run.Request.Folder);
        foreach ((int index, int[] written) in run.Answer.Samples.Index())
        {
            Assert.Equal(GreedyRun.Count, written.Length);
            int followed = loop.Follow(run.Request.Prompts[index], written)
                .Zip(written)
                .Count(pair => pair.First == pair.Second);
            int prefix = run.Expected[index].AsSpan().CommonPrefixLength(written);
            TestContext.Current.TestOutputHelper!.WriteLine(
                $"{run}, row {index}: {followed} of {written.Length} tokens agree with our loop on the same folder, "
                    + $"the first {prefix} with the gated source");
            Assert.InRange(followed, Floor * written.Length, written.Length);
            Assert.InRange(prefix, 1, written.Length);
            agreeing += followed;
        }

        return agreeing;
    }
}
