using System.Text.RegularExpressions;

namespace PackageProbe;

/// <summary>Finds versions of all packages that can be restored together: the wanted one where a feed serves that, else the next higher one,
/// else the highest one that is there. What the build can do without may be missing.</summary>
/// <param name="restore">Asks the feeds.</param>
/// <param name="wishes">Wanted versions of all packages but those of ONNX Runtime.</param>
internal sealed partial class PackageSearch(Restore restore, IReadOnlyList<Wish> wishes)
{
    private const int MostRounds = 30;
    private const string HighestOne = "*";

    private readonly HashSet<string> _optional = [.. wishes.Where(wish => wish.IsOptional).Select(wish => wish.Name)];

    /// <summary>The last restore that failed, for an error message.</summary>
    public RestoreResult? LastFailure { get; private set; }

    /// <summary>Finds the versions.</summary>
    /// <param name="runtime">Versions of ONNX Runtime's packages, which stay as they are.</param>
    /// <returns>The restore that gave a version to each package; null where there is none.</returns>
    public RestoreResult? Find(IReadOnlyDictionary<string, string> runtime)
    {
        Dictionary<string, string> ranges = runtime.ToDictionary(pair => pair.Key, pair => $"[{pair.Value}]");
        foreach (Wish wish in wishes)
        {
            ranges.TryAdd(wish.Name, wish.Version);
        }

        for (int round = 0; round < MostRounds; round++)
        {
            RestoreResult result = restore.Run(ranges);
            if (result.IsSuccess && !result.Messages.Any(IsDowngrade))
            {
                return result;
            }

            LastFailure = result;
            bool[] changes = [.. result.Messages.Select(message => Adapt(ranges, runtime, message))];
            if (!changes.Contains(true))
            {
                return null;
            }
        }

        return null;
    }

    private static bool IsDowngrade(RestoreMessage message) => message.Code is "NU1605" or "NU1109";

    /// <returns>Whether the ranges have changed.</returns>
    private bool Adapt(Dictionary<string, string> ranges, IReadOnlyDictionary<string, string> runtime, RestoreMessage message)
    {
        if (!ranges.TryGetValue(message.Package, out string? range) || runtime.ContainsKey(message.Package))
        {
            return false;
        }

        if (message.Code == "NU1101" && _optional.Contains(message.Package))
        {
            return ranges.Remove(message.Package);
        }

        string? wider = message.Code switch
        {
            "NU1102" or "NU1103" => HighestOne,
            _ when IsDowngrade(message) => Higher().Match(message.Text) is { Success: true } match ? match.Groups[1].Value : null,
            _ => null,
        };
        if (wider is null || wider == range)
        {
            return false;
        }

        ranges[message.Package] = wider;
        return true;
    }

    [GeneratedRegex(@" from (\S+) to ")]
    private static partial Regex Higher();
}
