using FinerCut.Clients.Tests.GenAI;

[assembly: AssemblyFixture(typeof(MeasuredTable))]

namespace FinerCut.Clients.Tests.GenAI;

/// <summary>The table of ONNX Runtime GenAI in <c>docs/clients.md</c>: what a run compares must stand there;
/// <c>UPDATE_SNAPSHOTS=1</c> writes the rows of the folders that ran, with the versions that they ran with.</summary>
public sealed class MeasuredTable : IDisposable
{
    private const string Start = "<!-- written by the tests of ONNX Runtime GenAI -->\n\n";
    private const string End = "\n\n<!-- end -->";
    private const string Header = "| folder | tokens compared | equal | GenAI | ONNX Runtime |\n|---|--:|--:|---|---|";

    private static readonly bool IsUpdated = Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1";

    private readonly Lock _lock = new();
    private readonly List<MeasuredRow> _rows = [];

    /// <summary>Checks all runs of a folder, and that the page has them.</summary>
    /// <param name="folder">The folder's name in the table.</param>
    /// <param name="runs">At least one, of the same client.</param>
    /// <param name="check">Fails, or gives the number of tokens that are equal.</param>
    internal void Check(string folder, IReadOnlyList<GreedyRun> runs, Func<GreedyRun, int> check)
    {
        int equal = 0;
        Assert.All(runs, run => equal += check(run));
        int tokens = runs.Sum(run => run.Answer.Samples.Sum(written => written.Length));
        MeasuredRow row = new(folder, tokens, equal, runs[0].Answer.Versions!);
        if (!IsUpdated)
        {
            Assert.Contains(row.Facts, ClientsPage.Read(), StringComparison.Ordinal);
        }

        lock (_lock)
        {
            _rows.Add(row);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (!IsUpdated || _rows.Count == 0)
        {
            return;
        }

        string page = ClientsPage.Read();
        string[] ran = [.. _rows.Select(row => row.ToString())];
        IEnumerable<string> others = Rows(page).Where(line => !ran.Any(row => FolderOf(row) == FolderOf(line)));
        (int from, int to) = Place(page);
        string table = string.Join('\n', [Header, .. others.Concat(ran).Order(StringComparer.Ordinal)]);
        ClientsPage.Write($"{page[..from]}{table}{page[to..]}");
    }

    /// <summary>The rows that a page has, without the header.</summary>
    internal static IEnumerable<string> Rows(string page)
    {
        (int from, int to) = Place(page);
        return page[from..to].Split('\n').Skip(Header.Split('\n').Length);
    }

    private static (int From, int To) Place(string page)
    {
        int from = page.IndexOf(Start, StringComparison.Ordinal) + Start.Length;
        return (from, page.IndexOf(End, from, StringComparison.Ordinal));
    }

    private static string FolderOf(string row) => row.Split('|')[1].Trim();
}
