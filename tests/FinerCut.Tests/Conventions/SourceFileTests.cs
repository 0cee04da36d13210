using System.Text.RegularExpressions;

namespace FinerCut.Tests.Conventions;

/// <summary>A folder is a namespace, a file holds one type of its name, and nothing is left for later.</summary>
public partial class SourceFileTests
{
    private static readonly string[] Programs = ["src/FinerCut.Cli/Program.cs", "tests/FinerCut.Benchmarks/Program.cs"];

    public static TheoryData<string> Folders => ["src", "tests"];

    [Theory]
    [MemberData(nameof(Folders))]
    public void File_TopLevelTypes_AreOneOfItsName(
        string folder) => Assert.All(SourceFiles.Below(folder, ".cs").Except(Programs), path =>
    {
        string type = Assert.Single(TopLevelType().Matches(Repository.ReadText(path))).Groups[1].Value;
        Assert.Equal(Path.GetFileName(path).Split('.')[0], type);
    });

    [Theory]
    [MemberData(nameof(Folders))]
    public void File_Namespace_IsItsFolder(
        string folder) => Assert.All(SourceFiles.Below(folder, ".cs").Except(Programs), path =>
    {
        string expected = string.Join('.', path.Split('/')[1..^1]);
        Assert.Equal(expected, Assert.Single(Namespace().Matches(Repository.ReadText(path))).Groups[1].Value);
    });

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    [InlineData("docs")]
    [InlineData("build")]
    public void File_Text_LeavesNothingForLater(string folder) => Assert.All(
        SourceFiles.Below(folder, ".cs", ".csproj", ".props", ".targets", ".md", ".json")
            .Where(path => !path.EndsWith($"{nameof(SourceFileTests)}.cs", StringComparison.Ordinal)),
        path => Assert.DoesNotMatch(@"\b(TODO|FIXME|HACK|XXX)\b|#region", Repository.ReadText(path)));

    [Fact]
    public void Source_Catches_NameWhatTheyCatch() => Assert.All(
        SourceFiles.OfSource.Where(path => path != "src/FinerCut.Cli/Commands/CommandRunner.cs"), path =>
            Assert.DoesNotMatch(CatchAll(), Repository.ReadText(path)));

    [GeneratedRegex(
        @"^(?:(?:public|internal|file|static|sealed|abstract|readonly|partial|ref|unsafe) )*(?:record struct|record class|class|struct|record|interface|enum|delegate \S+) (\w+)",
        RegexOptions.Multiline)]
    private static partial Regex TopLevelType();

    [GeneratedRegex(@"^namespace ([\w.]+);\r?$", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    /// <summary>Without a condition, and swallowing: to clean up and throw on is no catch-all.</summary>
    [GeneratedRegex(@"catch(?: \(Exception(?: \w+)?\))?\s*\{(?![^{}]*throw;)")]
    private static partial Regex CatchAll();
}
