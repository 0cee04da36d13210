using FinerCut.Folders;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.Plans;

namespace FinerCut.Commands.Compare;

/// <summary>Compares plans for one model: what <c>finercut compare</c> does.</summary>
public static class CompareRun
{
    /// <summary>Reads the plans and says in what they agree.</summary>
    /// <param name="options">The plans.</param>
    /// <returns>The comparison.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">A plan is missing, damaged, or for another
    /// model.</exception>
    public static CompareResult Execute(CompareOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _ = options.Plans.Count > 1 ? 0 : throw CompareErrors.NotEnough(options.Plans.Count);
        List<(string Path, PruningPlan Plan)> plans = [.. options.Plans.Select(ReadPlan)];
        foreach ((string path, PruningPlan plan) in plans.Skip(1))
        {
            CheckSublayers(plans[0].Path, plans[0].Plan, path, plan);
        }

        ComparedPlan[] compared = [.. plans.Select((entry, index) => new ComparedPlan(
            entry.Path, entry.Plan, ListOnlyHere(plans, index)))];
        CompareResult result = new()
        {
            Sublayers = plans[0].Plan.Source.Sublayers,
            Plans = compared,
            Pairs = [.. Enumerable.Range(0, compared.Length).SelectMany(first =>
                Enumerable.Range(first + 1, compared.Length - first - 1)
                    .Select(second => PlanPair.Compare(compared, first, second)))],
            RemovedByAll = [.. plans[0].Plan.Source.Sublayers.Where(
                name => plans.TrueForAll(entry => Removes(entry.Plan, name)))],
            IsSameSource = plans.TrueForAll(entry => HashesOf(entry.Plan).SequenceEqual(HashesOf(plans[0].Plan))),
            IsSameMetric = plans.TrueForAll(entry => entry.Plan.Settings.Metric == plans[0].Plan.Settings.Metric),
            IsSameEvaluation = plans.Select(entry => entry.Plan.Perplexities).OfType<IReadOnlyList<PlanPerplexity>>()
                .Select(ConditionsOf).Distinct().Count() <= 1,
        };
        WarnOfDifferences(result, options.Warn);
        return result;
    }

    private static (string Path, PruningPlan Plan) ReadPlan(string path)
    {
        string beside = Path.Combine(path, PruningPlan.FileName);
        if (Directory.Exists(path) && File.Exists(beside))
        {
            return (beside, PlanFile.Read(beside));
        }

        bool isMissing = !File.Exists(path) && !Directory.Exists(path);
        if (isMissing || (File.Exists(path) && PlanFile.IsLike(path)))
        {
            return (path, PlanFile.Read(path));
        }

        ModelFolder folder = ModelFolder.Find(path);
        using Model model = Model.Open(folder.GraphPath);
        return (folder.GraphPath, PlanMetadata.Find(model) ?? throw CompareErrors.NoPlan(folder.GraphPath));
    }

    private static void CheckSublayers(string first, PruningPlan plan, string other, PruningPlan otherPlan)
    {
        IReadOnlyList<string> names = plan.Source.Sublayers;
        IReadOnlyList<string> otherNames = otherPlan.Source.Sublayers;
        if (names.Count != otherNames.Count)
        {
            throw CompareErrors.OtherCount(first, names.Count, other, otherNames.Count);
        }

        foreach ((string name, string otherName) in names.Zip(otherNames).Where(pair => pair.First != pair.Second))
        {
            throw CompareErrors.OtherName(first, name, other, otherName);
        }
    }

    private static IReadOnlyList<string> ListOnlyHere(List<(string Path, PruningPlan Plan)> plans, int index) =>
    [
        .. plans[index].Plan.Removed.Select(removal => removal.Sublayer)
            .Where(name => plans.Count(entry => Removes(entry.Plan, name)) == 1),
    ];

    private static bool Removes(PruningPlan plan, string name) =>
        plan.Removed.Any(removal => removal.Sublayer == name);

    private static IEnumerable<string> HashesOf(PruningPlan plan) => plan.Source.Files.Select(file => file.Sha256);

    /// <summary>What perplexities have to share before they can be compared.</summary>
    private static string ConditionsOf(IReadOnlyList<PlanPerplexity> perplexities) => string.Join(
        ' ', perplexities.Select(found => $"{found.Protocol} {found.TokensSha256}").Order(StringComparer.Ordinal));

    private static void WarnOfDifferences(CompareResult result, Action<string> warn)
    {
        if (!result.IsSameSource)
        {
            warn("The plans were made for files of different content. Their sublayers have the same names, so the "
                + "comparison goes on; compare distances with care.");
        }

        if (!result.IsSameMetric)
        {
            warn("The distances are by different metrics, so their sizes cannot be compared.");
        }

        if (!result.IsSameEvaluation)
        {
            warn("The perplexities were measured on different texts or tokens, so compare those of one text alone, and "
                + "only where its windows are the same.");
        }
    }
}
