using FinerCut.Cli.Commands;
using FinerCut.TestModels.Rooms;

namespace FinerCut.Cli.Tests.Conventions;

/// <summary>Arrows between the rooms of the command line point one way.</summary>
public class RoomTests
{
    [Fact]
    public void CommandLine_Rooms_UseOnlyRoomsOfLowerLevels() =>
        Assert.Empty(RoomGraph.Read(typeof(CommandRunner).Assembly.Location, "FinerCut.Cli").FindCircles());
}
