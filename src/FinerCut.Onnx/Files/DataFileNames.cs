using System.Globalization;
using System.Text.RegularExpressions;

namespace FinerCut.Onnx.Files;

/// <summary>Closes gaps in numbered data files (<c>NAME_data</c>, <c>NAME_data_1</c> and so on): clients
/// count them, they do not list them.</summary>
internal static partial class DataFileNames
{
    /// <summary>The names to write under.</summary>
    /// <param name="used">The data files of a model, as they are called; those that nothing uses any more left
    /// out.</param>
    /// <param name="all">All of them.</param>
    /// <returns>As many names as <paramref name="used"/>; the same ones where no file of a series is missing.</returns>
    public static IReadOnlyList<string> Renumber(IReadOnlyList<string> used, IReadOnlyList<string> all)
    {
        Dictionary<string, string> names = used.Distinct().ToDictionary(name => name);
        foreach (IGrouping<string, string> series in all.Where(name => Number(name) is not null).GroupBy(Stem))
        {
            List<string> before = [.. series.OrderBy(name => Number(name))];
            bool isCounted = before.Index().All(file => Number(file.Item) == file.Index);
            foreach ((int index, string name) in isCounted ? before.Where(names.ContainsKey).Index() : [])
            {
                names[name] = before[index];
            }
        }

        return [.. used.Select(name => names[name])];
    }

    private static string Stem(string name) => Pattern().Match(name).Groups["stem"].Value;

    /// <summary>0 for the first file, which has no number; null for another kind of name.</summary>
    private static int? Number(string name) => Pattern().Match(name) is not { Success: true } match ? null
        : !match.Groups["number"].Success ? 0
        : int.TryParse(
            match.Groups["number"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && number > 0 ? number
        : null;

    [GeneratedRegex("^(?<stem>.+_data)(_(?<number>[0-9]+))?$")]
    private static partial Regex Pattern();
}
