namespace PackageProbe;

/// <summary>What became of a restore.</summary>
/// <param name="IsSuccess">Whether all packages lie in the cache now.</param>
/// <param name="Versions">Version of each package of the graph, direct or not, by name.</param>
/// <param name="Messages">What NuGet said.</param>
/// <param name="PackageFolder">The cache; empty where the restore failed.</param>
/// <param name="Output">All that the command printed.</param>
internal sealed record RestoreResult(
    bool IsSuccess,
    IReadOnlyDictionary<string, string> Versions,
    IReadOnlyList<RestoreMessage> Messages,
    string PackageFolder,
    string Output)
{
    /// <summary>Whether a feed did not answer, so that nobody knows what that feed has.</summary>
    public bool IsFeedDown => !IsSuccess && (Output.Contains("NU1301", StringComparison.Ordinal) || Messages.Count == 0);
}
