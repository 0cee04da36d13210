using FinerCut.Cli.Tests.Documentation;
using FinerCut.Fuzzing.Subjects;

namespace FinerCut.Cli.Tests.Fuzzing;

public class ReliabilityPageTests
{
    private static readonly MarkdownPage Page = MarkdownPage.Find("docs/reliability.md");

    [Fact]
    public void Page_NamesTheKindsOfInputs() => Assert.Equal(SubjectCatalog.Names, Page.FirstCells("damaged"));

    [Fact]
    public void Page_NamesTheKindsOfFailures() =>
        Assert.Equal(FuzzTable.Failures.Select(failure => failure.Column), Page.FirstCells("column"));
}
