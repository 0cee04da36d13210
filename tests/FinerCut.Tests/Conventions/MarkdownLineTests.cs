namespace FinerCut.Tests.Conventions;

/// <summary>Pages wrap at <see cref="MarkdownLines.Columns"/> columns.</summary>
public class MarkdownLineTests
{
    private static readonly string Long = string.Concat(Enumerable.Repeat("four ", 24)) + "x";

    private static readonly string Address = $"https://example.org/{new string('a', 120)}";

    [Fact]
    public void Pages_Lines_AreNoLongerThanTheLimit()
    {
        string[] pages =
        [
            .. Directory.EnumerateFiles(Repository.Root, "*.md").Select(path => Path.GetFileName(path)),
            .. new[] { "build", "docs", "src", "tests", "models/tales-3m" }
                .SelectMany(folder => SourceFiles.Below(folder, ".md")),
            "models/README.md",
        ];

        Assert.Contains("README.md", pages);
        Assert.Contains("docs/benchmarks/README.md", pages);
        Assert.Empty(pages.SelectMany(
            page => MarkdownLines.FindTooLong(Repository.ReadText(page)).Select(line => $"{page}:{line}")));
    }

    [Fact]
    public void FindTooLong_OneColumnMore_IsFound() =>
        Assert.Equal([2], MarkdownLines.FindTooLong($"{Long[1..]}\n{Long}\n"));

    [Theory]
    [InlineData("# ")]
    [InlineData("- ")]
    [InlineData("> ")]
    [InlineData("    ")]
    [InlineData("[a](b.md) ")]
    [InlineData("```\n```\n")]
    [InlineData("```\n~~~\n`````\n")]
    [InlineData("```code```\n")]
    public void FindTooLong_Prose_IsFound(string before) =>
        Assert.Single(MarkdownLines.FindTooLong(before + Long));

    [Theory]
    [InlineData("| ")]
    [InlineData("```\n")]
    [InlineData("````md\n```\n")]
    [InlineData("~~~\n```\n")]
    [InlineData("```\n```sh\n")]
    [InlineData("- item\n\n  ```sh\n  ")]
    public void FindTooLong_TableOrCode_IsLeft(string before) =>
        Assert.Empty(MarkdownLines.FindTooLong(before + Long));

    [Theory]
    [InlineData("{0}", 0)]
    [InlineData("  - [page]({0}),", 0)]
    [InlineData("see {0}", 1)]
    public void FindTooLong_Address_IsLeftWhereItStandsAlone(string format, int found) =>
        Assert.Equal(found, MarkdownLines.FindTooLong(format.Replace("{0}", Address, StringComparison.Ordinal)).Count);
}
