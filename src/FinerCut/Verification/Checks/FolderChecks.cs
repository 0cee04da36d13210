using FinerCut.Decoders;

namespace FinerCut.Verification.Checks;

/// <summary>All that can be checked of a pruned folder without running it.</summary>
internal static class FolderChecks
{
    private static readonly string[] Interface = ["sublayers", "inputs", "outputs", "caches"];

    /// <summary>Compares the two folders.</summary>
    public static IReadOnlyList<Finding> CompareFolders(FolderPair pair) =>
        [.. InterfaceCheck.Compare(pair), ClientsCheck.Compare(pair), .. FilesCheck.Compare(pair),
            DataFilesCheck.Compare(pair), UnusedCheck.Look(pair)];

    /// <summary>The same for a folder that has just been written.</summary>
    /// <param name="pair">The two folders.</param>
    /// <param name="removed">What had to go.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC6002 or FC6006: something differs.</exception>
    public static void EnsureSame(FolderPair pair, IReadOnlySet<SublayerName> removed)
    {
        if (!removed.SetEquals(pair.Removed))
        {
            throw VerificationErrors.Interface(
                $"{string.Join(", ", pair.Removed)} are gone instead of {string.Join(", ", removed)}");
        }

        if (CompareFolders(pair).FirstOrDefault(finding => finding.Result == FindingResult.Differs) is { } finding)
        {
            throw Interface.Contains(finding.Check)
                ? VerificationErrors.Interface($"{finding.Check}: {finding.Detail}")
                : VerificationErrors.Folder(finding);
        }
    }
}
