namespace FinerCut.Tests.Conventions;

/// <summary>Values may lie in a device's memory, where the host cannot read them.</summary>
public class HostReadTests
{
    // What they read has been bound to the host, or was made there.
    private static readonly string[] Readers =
    [
        "src/FinerCut/Execution/AffineHead.cs",
        "src/FinerCut/Execution/DecoderInputs.cs",
        "src/FinerCut/Execution/LogitNumbers.cs",
        "src/FinerCut/Execution/Memory/SpilledStreams.cs",
        "src/FinerCut/Execution/Memory/StreamPool.cs",
        "src/FinerCut/Execution/Values/HostMemory.cs",
        "src/FinerCut/Execution/Values/HostRoom.cs",
        "src/FinerCut/Execution/Values/HostView.cs",
    ];

    [Fact]
    public void Source_ReadingOrWritingElements_IsInFewFiles()
    {
        IEnumerable<string> found = SourceFiles.OfSource.Where(path => Repository.ReadText(path) is var text
            && (text.Contains(".GetTensorData", StringComparison.Ordinal) || text.Contains(".GetTensorMutable", StringComparison.Ordinal)));
        Assert.Equal(Readers, found);
    }
}
