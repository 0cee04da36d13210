namespace FinerCut.Cli.Tests.Snapshots;

public class SnapshotTests
{
    [Fact]
    public void Difference_OneLineChanged_ShowsOnlyThatLine() =>
        Assert.Equal("at line 2:\n- b\n+ x", Snapshot.Difference("a\nb\nc", "a\nx\nc"));

    [Fact]
    public void Difference_LineAdded_ShowsTheNewLine() =>
        Assert.Equal("at line 2:\n+ b", Snapshot.Difference("a\nc", "a\nb\nc"));

    [Fact]
    public void Match_UnknownName_Fails()
    {
        Assert.SkipWhen(
            Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1", "Snapshots are being rewritten.");
        string received = Path.Combine(Snapshot.Folder, "no-such-screen.received.snap");

        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Snapshot.Match("no-such-screen", "text"));

        Assert.True(File.Exists(received));
        File.Delete(received);
    }

    [Fact]
    public void Folder_EveryFile_IsNamedByATest()
    {
        string tests = string.Concat(
            Directory.EnumerateFiles(Path.Combine(Snapshot.Folder, ".."), "*.cs", SearchOption.AllDirectories)
                .Select(File.ReadAllText));

        string[] orphans = [.. Directory.EnumerateFiles(Snapshot.Folder, "*.snap")
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Where(name => !name.EndsWith(".received", StringComparison.Ordinal)
                && !tests.Contains($"\"{name}\"", StringComparison.Ordinal))];

        Assert.Empty(orphans);
    }
}
