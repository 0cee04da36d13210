namespace FinerCut.Tests.Surgery;

/// <summary>The table of <c>docs/compatibility.md</c>: what a run finds must stand there; <c>UPDATE_SNAPSHOTS=1</c>
/// writes it.</summary>
public sealed class CompatibilityPage : IDisposable
{
    private const string Start = "<!-- written by ZooRemovalTests -->";
    private const string End = "<!-- end -->";
    private const string Header =
        "| folder | exporter | family | cases passed | largest error | tolerance |\n|---|---|---|---|--:|--:|";

    private static readonly bool IsUpdated = Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1";

    private readonly string _path = Path.Combine(Repository.Root, "docs", "compatibility.md");
    private readonly SortedDictionary<string, string> _rows = new(StringComparer.Ordinal);

    /// <summary>Compares a row with the page, but for the error, which differs between processors.</summary>
    public void Report(CompatibilityRow row)
    {
        if (!IsUpdated)
        {
            Assert.Contains(row.Facts, File.ReadAllText(_path), StringComparison.Ordinal);
        }

        _rows[row.Folder] = row.ToString();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (IsUpdated && _rows.Count == ZooFolders.Names.Count)
        {
            string text = File.ReadAllText(_path);
            int from = text.IndexOf(Start, StringComparison.Ordinal) + Start.Length;
            File.WriteAllText(
                _path,
                $"{text[..from]}\n\n{Header}\n{string.Join('\n', _rows.Values)}\n\n{text[text.IndexOf(End, StringComparison.Ordinal)..]}");
        }
    }
}
