using System.Xml.Linq;
using FinerCut.Commands.Prune;
using FinerCut.Onnx.Graphs;

namespace FinerCut.Tests.Conventions;

/// <summary>Arrows between the rooms point one way: Cli, FinerCut, FinerCut.Onnx.</summary>
public class ReferenceTests
{
    [Theory]
    [InlineData("FinerCut.Cli", "FinerCut")]
    [InlineData("FinerCut", "FinerCut.Onnx")]
    [InlineData("FinerCut.Onnx")]
    public void Project_References_AreTheNextRoom(string project, params string[] rooms) =>
        Assert.Equal(rooms, Items(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path)));

    [Fact]
    public void OnnxProject_Packages_AreNone() => Assert.Empty(Items("FinerCut.Onnx", "PackageReference"));

    [Fact]
    public void OnnxAssembly_References_AreTheFrameworkAlone() =>
        Assert.All(ReferencesOf(typeof(Model)), name => Assert.StartsWith("System.", name, StringComparison.Ordinal));

    [Fact]
    public void CoreAssembly_References_AreNotTheCommandLine()
    {
        string[] names = [.. ReferencesOf(typeof(PruneRun))];
        Assert.Contains("FinerCut.Onnx", names);
        Assert.DoesNotContain("finercut", names);
        Assert.DoesNotContain(names, name => name.StartsWith("System.CommandLine", StringComparison.Ordinal)
            || name.StartsWith("Spectre.", StringComparison.Ordinal)
            || name.StartsWith("Serilog", StringComparison.Ordinal));
    }

    [Fact]
    public void CommandLine_Sources_NameSerilogInTheLoggingRoomAlone() => Assert.Equal(
        ["src/FinerCut.Cli/Logging"],
        SourceFiles.Below("src/FinerCut.Cli", ".cs")
            .Where(path => Repository.ReadText(path).Contains("Serilog", StringComparison.Ordinal))
            .Select(path => Path.GetDirectoryName(path)!.Replace('\\', '/'))
            .Distinct());

    [Fact]
    public void CommandLine_Sources_UseNoGraphs() => Assert.All(
        SourceFiles.Below("src/FinerCut.Cli", ".cs"),
        path => Assert.DoesNotContain(
            "FinerCut.Onnx.",
            Repository.ReadText(path).Replace("FinerCut.Onnx.DiagnosticException", "", StringComparison.Ordinal),
            StringComparison.Ordinal));

    private static IEnumerable<string> Items(string project, string kind) =>
        XDocument.Parse(Repository.ReadText($"src/{project}/{project}.csproj"))
            .Descendants(kind)
            .Select(item => item.Attribute("Include")!.Value);

    private static IEnumerable<string> ReferencesOf(Type type) =>
        type.Assembly.GetReferencedAssemblies().Select(name => name.Name!);
}
