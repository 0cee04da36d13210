using FinerCut.Commands.Prune;
using FinerCut.Onnx.Graphs;
using FinerCut.TestModels.Rooms;

namespace FinerCut.Tests.Conventions;

/// <summary>Arrows between the rooms of a project point one way, and <c>docs/architecture.md</c> shows their
/// levels.</summary>
public class RoomTests
{
    [Fact]
    public void Library_Rooms_UseOnlyRoomsOfLowerLevels() =>
        Assert.Empty(RoomGraph.Read(typeof(PruneRun).Assembly.Location, "FinerCut").FindCircles());

    [Fact]
    public void OnnxProject_Rooms_UseOnlyRoomsOfLowerLevels() =>
        Assert.Empty(RoomGraph.Read(typeof(Model).Assembly.Location, "FinerCut.Onnx").FindCircles());

    /// <summary>What evaluates, what decides, what is kept and what the search is to reach know nothing of the search
    /// that uses them.</summary>
    [Fact]
    public void Search_Folders_UseOneAnotherOneWay()
    {
        RoomGraph graph = RoomGraph.Read(typeof(PruneRun).Assembly.Location, "FinerCut.Search");

        Assert.Empty(graph.FindCircles());
        Assert.Equal(["(root)"], graph.FindLevels()![^1]);
    }

    /// <summary>Two folders beside this test use each other on purpose.</summary>
    [Fact]
    public void Circle_OfTwoRooms_IsNamed()
    {
        RoomGraph graph = RoomGraph.Read(typeof(RoomTests).Assembly.Location, typeof(RoomTests).Namespace!);

        Assert.Null(graph.FindLevels());
        Assert.Equal(["East uses West: Sunrise -> Sunset", "West uses East: Sunset -> Sunrise"], graph.FindCircles());
    }

    [Fact]
    public void Map_OfTheLibrary_ShowsItsLevels()
    {
        IReadOnlyList<IReadOnlyList<string>> levels = RoomGraph.Read(
            typeof(PruneRun).Assembly.Location, "FinerCut").FindLevels()!;

        string map = string.Join(
            '\n', levels.Reverse().Select((rooms, index) => $"{levels.Count - index}  {string.Join(", ", rooms)}"));
        bool isShown = Repository.ReadText("docs/architecture.md")
            .ReplaceLineEndings("\n").Contains(map, StringComparison.Ordinal);
        Assert.True(isShown, $"docs/architecture.md shows other levels than these:\n{map}");
    }
}
