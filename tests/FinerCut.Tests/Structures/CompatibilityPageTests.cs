using FinerCut.TestModels.Structures;

namespace FinerCut.Tests.Structures;

public class CompatibilityPageTests
{
    private static readonly string[] Refused =
        ["two-streams", "hyper-connections", "altup", "from-vectors", "cross-attention"];

    [Fact]
    public void Page_EveryStructureOfTheTests_IsListed()
    {
        string page = Repository.ReadText("docs/compatibility.md");

        Assert.All(
            StructureCatalog.Names.Concat(Refused),
            name => Assert.Contains($"`{name}`", page, StringComparison.Ordinal));
    }
}
