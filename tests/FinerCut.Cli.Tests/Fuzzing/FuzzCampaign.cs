using FinerCut.Fuzzing.Runs;
using FinerCut.TestModels.Files;

namespace FinerCut.Cli.Tests.Fuzzing;

/// <summary>Runs inputs in processes side by side, and goes on behind an input that ended one of them.</summary>
internal static class FuzzCampaign
{
    private const int Processes = 2;

    /// <summary>Runs the inputs from 0 on.</summary>
    /// <param name="count">How many inputs.</param>
    /// <returns>The result of each, in the order of their numbers.</returns>
    public static async Task<IReadOnlyList<FuzzResult>> Run(int count)
    {
        FuzzResult[][] parts = await Task.WhenAll(Enumerable.Range(0, Processes).Select(part =>
            RunPart(count * part / Processes, count * (part + 1) / Processes)));
        return [.. parts.SelectMany(part => part)];
    }

    private static async Task<FuzzResult[]> RunPart(int first, int end)
    {
        List<FuzzResult> results = [];
        for (int next = first; next < end; next = first + results.Count)
        {
            using TemporaryFolder folder = new();
            using FuzzProcess process = new(folder.Path, next, end);
            await foreach (FuzzResult result in process.Results())
            {
                results.Add(result);
            }
        }

        return [.. results];
    }
}
