using System.Text.RegularExpressions;

namespace FinerCut.Tests.Conventions;

/// <summary>Values may lie in a device's memory, where the host cannot read them.</summary>
public partial class HostReadTests
{
    // What they read has been bound to the host, or was made there.
    private static readonly string[] Readers =
    [
        "src/FinerCut/Execution/AffineHead.cs",
        "src/FinerCut/Execution/InputTensors.cs",
        "src/FinerCut/Execution/LogitNumbers.cs",
        "src/FinerCut/Execution/Memory/SpilledStreams.cs",
        "src/FinerCut/Execution/Memory/StreamPool.cs",
        "src/FinerCut/Execution/PositionProbe.cs",
        "src/FinerCut/Execution/Values/HostMemory.cs",
        "src/FinerCut/Execution/Values/HostRoom.cs",
        "src/FinerCut/Execution/Values/HostView.cs",
    ];

    [Fact]
    public void Source_ReadingOrWritingElements_IsInFewFiles()
    {
        Assert.Equal(Readers, SourceFiles.OfSource.Where(path => Access().IsMatch(Repository.ReadText(path))));
    }

    [GeneratedRegex(@"\.GetTensor(Data|Mutable|SpanMutable)")]
    private static partial Regex Access();
}
