using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace FinerCut.Cli.Tests.Documentation;

public class ReadmeTests
{
    private const string PruneCommand = "dotnet run --project src/FinerCut.Cli -- prune models/tales-3m --ratio 0.25";
    private const string TestCommand = "dotnet test";

    private static readonly MarkdownPage Readme = MarkdownPage.Find("README.md");

    [Fact]
    public void FirstBlocks_AreTheOneCommandToPruneAndTheOneToTest() =>
        Assert.Equal([PruneCommand, TestCommand], Readme.Blocks("sh").Take(2));

    [Fact]
    public void Length_CanBeReadInOneGo() => Assert.InRange(File.ReadAllLines(Readme.Path).Length, 30, 120);

    [Fact]
    public void BuildServer_RunsExactlyTheTestCommand()
    {
        string script = MarkdownPage.InRepository(".ci/run");
        string[] runs = [.. File.ReadAllLines(script).Where(line => Regex.IsMatch(line, @"^\s*dotnet test\b"))];

        Assert.Equal([$"{TestCommand} 2>&1 | tee \"$log\""], runs);
        Assert.True(
            OperatingSystem.IsWindows() || File.GetUnixFileMode(script).HasFlag(UnixFileMode.UserExecute),
            "it cannot be executed");
    }

    [Fact]
    public void Picture_ShowsTheCommandAndEveryLabelOfASummary()
    {
        XElement picture = XElement.Load(MarkdownPage.InRepository("docs/images/prune.svg"));
        string[] texts = [
            .. picture.Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value)
        ];

        Assert.Contains(PruneCommand, texts);
        Assert.All(
            LabelsOfASummary(),
            label => Assert.Contains(texts, text => text.StartsWith(label, StringComparison.Ordinal)));
    }

    private static string[] LabelsOfASummary()
    {
        string[] answer =
            [.. File.ReadAllLines(MarkdownPage.InRepository("tests/FinerCut.Cli.Tests/Snapshots/prune-summary.snap"))
                .SkipWhile(line => line != "--- stdout").Skip(1).TakeWhile(line => line != "--- stderr")];
        string[] labels = [.. answer
            .Select(line => Regex.Match(line, @"^[A-Z][\w-]*(?: [a-z][\w-]*)*(?=  | [a-z\d])").Value)
            .Where(label => label.Length > 0)];
        Assert.True(labels.Length > 8, string.Join(", ", labels));
        return labels;
    }
}
