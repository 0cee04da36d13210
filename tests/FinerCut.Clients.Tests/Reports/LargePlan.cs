using FinerCut.Plans;

namespace FinerCut.Clients.Tests.Reports;

/// <summary>A plan as a long search of a large model would leave it, with names that do not fit.</summary>
internal static class LargePlan
{
    private static readonly string Name = string.Concat(Enumerable.Repeat("A-name-without-any-blank-", 12));
    private static readonly string Hash = new('0', 64);

    /// <summary>Makes the plan: every other sublayer goes, from the end.</summary>
    /// <param name="layers">Layers of the model.</param>
    /// <param name="removed">Sublayers that go.</param>
    public static PruningPlan Make(int layers, int removed)
    {
        string[] names = [.. Enumerable.Range(0, layers)
            .SelectMany(layer => new[] { $"{layer}.attn", $"{layer}.ffn" })];
        string[] gone = [.. Enumerable.Range(1, removed).Select(step => names[^(2 * step)])];
        return new PruningPlan
        {
            Removed = [.. gone.Select((name, index) => new PlannedRemoval(name, DistanceOf(index)))],
            Steps = [.. gone.Select((name, index) => new PlannedStep(name, [.. names.Except(gone.Take(index)).Select(
                candidate => new CandidateScore(
                    candidate, DistanceOf(index) * (candidate == name ? 1 : 3), candidate == name ? 10 : 2))]))],
            Source = new(Name, layers, names, [new(Name, 1, Hash)]),
            Settings = new(null, removed, "js", null, [Name], 2, "cpu"),
            Calibration = new(Name, 10, 256, Hash),
            Perplexities =
            [
                .. new[] { Name, "letters.txt" }.Select(text => new PlanPerplexity(
                    text, "windows", 16, 256, 4080, Hash, 8, 0.2, 80_000, 900, 10_000, 100, 200)),
            ],
            Work = new(1, 1),
            Versions = new("0.1.0", null),
        };
    }

    private static double DistanceOf(int index) => 0.001 * Math.Pow(1.1, index);
}
