using FinerCut.Cli.Consoles;
using FinerCut.Cli.Tests.Snapshots;

namespace FinerCut.Cli.Tests.BadInput;

/// <summary>What is said of faults and attacks, on terminals of 60 and of 100 columns: no line is wider.</summary>
public class FaultScreenTests
{
    private const string Group = "faults";

    public static TheoryData<string, int> Screens
    {
        get
        {
            TheoryData<string, int> screens = [];
            foreach (string name in FaultCauses.All.Keys)
            {
                screens.Add(name, 60);
                screens.Add(name, 100);
            }

            return screens;
        }
    }

    [Theory]
    [MemberData(nameof(Screens))]
    public void Error_OfAFault_MatchesSnapshot(string name, int width)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "paths, links and the system's words are those of Linux");
        using FaultScene scene = new();

        string screen = scene.Run(width, FaultCauses.All[name](scene));

        // A word stays whole, however long, such as the beginning of a pattern.
        Assert.All(
            screen.Split('\n')[3..].Where(line => line.Trim().Contains(' ', StringComparison.Ordinal)),
            line => Assert.InRange(LineWrap.Columns(line), 0, width));
        Snapshot.Match(Snapshot.Of(Group, $"{name}-{width}"), screen);
    }

    [Fact]
    public void Folder_EverySnapshot_IsAScreen() => Assert.Equal(
        FaultCauses.All.Keys.SelectMany(name => new[] { $"{name}-100.snap", $"{name}-60.snap" })
            .Order(StringComparer.Ordinal),
        Directory.EnumerateFiles(Path.Combine(Snapshot.Folder, Group), "*.snap").Select(path => Path.GetFileName(path))
            .Where(name => !name.Contains(".received.", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
}
