using System.Reflection;
using FinerCut.Commands.Prune;
using FinerCut.Onnx.Graphs;

namespace FinerCut.Tests.PublicApi;

/// <summary>What other programs can call is written down beside this test, so that a change shows.</summary>
public class PublicApiTests
{
    public static TheoryData<string> Libraries => ["FinerCut.txt", "FinerCut.Onnx.txt"];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Library_PublicMembers_AreThoseWrittenDown(string file)
    {
        Assembly assembly = (file == "FinerCut.txt" ? typeof(PruneRun) : typeof(Model)).Assembly;
        string path = $"tests/FinerCut.Tests/PublicApi/{file}";
        string found = string.Join('\n', PublicMembers.List(assembly)) + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(Path.Combine(Repository.Root, path), found);
            Assert.Skip("The list is being rewritten.");
        }

        string[] written = Repository.ReadText(path).ReplaceLineEndings("\n").Split('\n');
        string[] now = found.Split('\n');
        Assert.True(
            written.SequenceEqual(now),
            $"{path} differs; accept with UPDATE_SNAPSHOTS=1.\nGone: {string.Join("\n  ", written.Except(now))}\n"
                + $"New: {string.Join("\n  ", now.Except(written))}");
    }
}
