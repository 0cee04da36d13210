using FinerCut.Clients.GenAI.Contract;

namespace FinerCut.Clients.Tests.GenAI;

/// <summary>What ONNX Runtime GenAI wrote from one folder, and what our own loop writes from the gated
/// source.</summary>
/// <param name="Removed">The sublayers that the folder lacks.</param>
/// <param name="Request">Folder and prompts.</param>
/// <param name="Expected">For each prompt the tokens that follow it, found for the prompt alone.</param>
/// <param name="Answer">The client's.</param>
internal sealed record GreedyRun(
    IReadOnlyList<string> Removed, GenerationRequest Request, int[][] Expected, GenerationAnswer Answer)
{
    /// <summary>More than 64 tokens.</summary>
    public const int Count = 72;

    /// <summary>Each of the model's removals, with the first prompt alone and with all of them in one batch.</summary>
    /// <param name="model">The dense model.</param>
    /// <param name="prompts">Samples of one length.</param>
    public static Task<IReadOnlyList<GreedyRun>> Of(ClientModel model, params int[][] prompts) =>
        Of(model, model.Removals, keepsCacheIndices: false, prompts);

    /// <summary>Each removal, with the first prompt alone and with all of them in one batch.</summary>
    public static async Task<IReadOnlyList<GreedyRun>> Of(
        ClientModel model,
        IReadOnlyList<IReadOnlyList<string>> removals,
        bool keepsCacheIndices,
        params int[][] prompts)
    {
        int[][][] expected =
            [.. removals.Select(removed => prompts.Select(prompt => model.Continue(removed, prompt, Count)).ToArray())];
        // Else no comparison would tell a pruned model from the dense one.
        Assert.Distinct(expected.Select(samples => string.Join(' ', samples.SelectMany(sample => sample))));

        int unwritten = Unwritten([.. expected.SelectMany(rows => rows), .. prompts]);
        int[][][] batches = [[prompts[0]], prompts];
        GenerationRequest[] requests =
        [
            .. from removed in removals
               from batch in batches
               select new GenerationRequest
               {
                   Folder = model.Prune(removed, keepsCacheIndices),
                   Prompts = batch,
                   Count = Count,
                   EndToken = unwritten
               },
        ];
        IReadOnlyList<GenerationAnswer> answers = await GenAIProgram.Ask(requests);
        return [.. requests.Select((request, index) => new GreedyRun(
            removals[index / batches.Length], request, expected[index
                / batches.Length][..request.Prompts.Length], answers[index]))];
    }

    /// <summary>The smallest id in none of the samples.</summary>
    public static int Unwritten(params int[][] samples)
    {
        HashSet<int> ids = [.. samples.SelectMany(sample => sample)];
        return Enumerable.Range(0, int.MaxValue).First(id => !ids.Contains(id));
    }

    /// <summary>Fails with both texts unless all tokens are equal.</summary>
    /// <returns>Their number.</returns>
    public int AssertEqual()
    {
        Assert.Null(Answer.Error);
        Assert.Equal(Expected.Length, Answer.Samples.Length);
        foreach ((int[] sample, int[] written) in Expected.Zip(Answer.Samples))
        {
            Assert.True(sample.AsSpan().SequenceEqual(written), $"""
                {this}: the first {sample.AsSpan().CommonPrefixLength(written)} tokens are equal.
                ours    {string.Join(' ', sample)}
                client  {string.Join(' ', written)}
                """);
        }

        return Answer.Samples.Sum(row => row.Length);
    }

    /// <inheritdoc />
    public override string ToString() => $"without [{string.Join(' ', Removed)}], batch of {Request.Prompts.Length}";
}
