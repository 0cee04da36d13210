using System.Xml.Linq;
using PackageProbe;

namespace FinerCut.Build.Tests.Packages;

/// <summary>The list of wanted versions.</summary>
public class CentralVersionTests
{
    [Fact]
    public void Wishes_All_AreReferencedByAProject()
    {
        string[] references =
        [
            .. new[] { "src", "tests", "build" }
                .SelectMany(folder => Directory.EnumerateFiles(
                    Repository.PathOf(folder), "*.csproj", SearchOption.AllDirectories))
                .SelectMany(path => XDocument.Load(path).Descendants("PackageReference"))
                .Select(reference => reference.Attribute("Include")!.Value),
            // Chosen by build/Packages.targets.
            "Microsoft.ML.OnnxRuntime", "Microsoft.ML.OnnxRuntime.Gpu",
        ];

        Assert.All(
            Wish.Read(Repository.PathOf("Directory.Packages.props")), wish => Assert.Contains(wish.Name, references));
    }

    [Fact]
    public void Wishes_OfSource_AreNotOptional()
    {
        HashSet<string> optional = [.. Wish.Read(Repository.PathOf("Directory.Packages.props"))
            .Where(wish => wish.IsOptional)
            .Select(wish => wish.Name)];

        Assert.All(
            Directory.EnumerateFiles(Repository.PathOf("src"), "*.csproj", SearchOption.AllDirectories)
                .SelectMany(path => XDocument.Load(path).Descendants("PackageReference")),
            reference => Assert.DoesNotContain(reference.Attribute("Include")!.Value, optional));
    }
}
