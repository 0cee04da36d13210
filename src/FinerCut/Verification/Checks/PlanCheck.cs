using FinerCut.Folders;
using FinerCut.Plans;

namespace FinerCut.Verification.Checks;

/// <summary>Whether the plan in a pruned folder tells the truth: what was removed, and of which model.</summary>
internal static class PlanCheck
{
    private const string Name = "plan";

    /// <summary>The plan of the pruned folder; null where there is none.</summary>
    public static PruningPlan? FindPlan(FolderPair pair) =>
        new[] { pair.PrunedFolder.Root, Path.GetDirectoryName(pair.PrunedFolder.Root)! }
            .Select(folder => Path.Combine(folder, PruningPlan.FileName)).FirstOrDefault(File.Exists) is { } path
            ? PlanFile.Read(path)
            : null;

    /// <summary>Compares a plan with both models. Reads all files of the dense one.</summary>
    /// <param name="plan">The plan of the pruned folder; null where there is none.</param>
    /// <param name="pair">Both models.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static Finding Compare(PruningPlan? plan, FolderPair pair, CancellationToken cancellation)
    {
        if (plan is null)
        {
            return Finding.Skipped(Name, $"there is no {PruningPlan.FileName}");
        }

        List<string> removed = [.. pair.Removed.Select(name => name.ToString())];
        if (!plan.Removed.Select(removal => removal.Sublayer).ToHashSet().SetEquals(removed))
        {
            return Finding.Differs(Name, $"it removes "
                + $"{string.Join(", ", plan.Removed.Select(removal => removal.Sublayer))}, and "
                + $"{(removed.Count == 0 ? "nothing" : string.Join(", ", removed))} is gone");
        }

        IReadOnlyList<PlanSourceFile> files = pair.DenseFolder.SourceFiles(pair.Dense.Model, null, cancellation);
        PlanSourceFile? other =
            plan.Source.Files.FirstOrDefault(file => files.All(found => found.Sha256 != file.Sha256));
        return other is null
            ? Finding.Same(Name, $"{removed.Count} removals, made from this dense model by its SHA-256")
            : Finding.Differs(
                Name, $"it was made from another model: the SHA-256 of its {other.Name} is {other.Sha256}");
    }
}
