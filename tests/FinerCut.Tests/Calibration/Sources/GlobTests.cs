using FinerCut.Calibration.Sources;
using FinerCut.Onnx;
using FinerCut.TestModels.Files;

namespace FinerCut.Tests.Calibration.Sources;

public sealed class GlobTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public GlobTests()
    {
        foreach (string name in (string[])[
            "b.txt",
            "a.txt",
            "B.txt",
            "c.md",
            ".hidden.txt",
            "deep/a.txt",
            "deep/er/z.txt",
            ".git/x.txt"
        ])
        {
            string path = _folder.Combine(name.Split('/'));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, name);
        }
    }

    [Theory]
    [InlineData("*.txt", "B.txt a.txt b.txt")]
    [InlineData("?.md", "c.md")]
    [InlineData(".*.txt", ".hidden.txt")]
    [InlineData("**/*.txt", "B.txt a.txt b.txt deep/a.txt deep/er/z.txt")]
    [InlineData("**/a.txt", "a.txt deep/a.txt")]
    [InlineData("deep/**", "deep/a.txt deep/er/z.txt")]
    [InlineData("*/*/z.*", "deep/er/z.txt")]
    [InlineData("d*p/**/*.txt", "deep/a.txt deep/er/z.txt")]
    [InlineData("no such.txt", "no such.txt")]
    public void Expand_Pattern_GivesFilesInOrdinalOrder(string pattern, string expected) => Assert.Equal(
        expected.StartsWith("no ", StringComparison.Ordinal) ? [expected] : expected.Split(' '),
        Glob.Expand(_folder.Combine(pattern), SourceOption.Calibration)
            .Select(path => Path.GetRelativePath(_folder.Path, path).Replace('\\', '/')));

    [Theory]
    [InlineData("*.csv")]
    [InlineData("none/*.txt")]
    public void Expand_NoMatch_IsRefused(string pattern)
    {
        DiagnosticException refusal = Assert.Throws<DiagnosticException>(
            () => Glob.Expand(_folder.Combine(pattern), SourceOption.Text));
        Assert.Equal("FC3020", refusal.Code);
        Assert.Contains(pattern, refusal.Message, StringComparison.Ordinal);
        Assert.StartsWith("--text '", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Expand_FileNamedLikeAPattern_IsItself()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "No file can have such a name here.");
        string path = _folder.Combine("what?.txt");
        File.WriteAllText(path, "");
        Assert.Equal([path], Glob.Expand(path, SourceOption.Text));
    }

    public void Dispose() => _folder.Dispose();
}
