using FinerCut.Search.Resume;

namespace FinerCut.Tests.Search.Resume;

public class LatestWriterTests
{
    [Fact]
    public void Post_WhileTheDiskHangs_ReturnsAndKeepsTheLatest()
    {
        using ManualResetEventSlim started = new();
        using ManualResetEventSlim free = new();
        List<string> written = [];
        LatestWriter<string> writer = new(item =>
        {
            started.Set();
            free.Wait(TestContext.Current.CancellationToken);
            written.Add(item);
        });

        writer.Post("1");
        started.Wait(TestContext.Current.CancellationToken);
        writer.Post("2");
        writer.Post("3");
        Assert.Empty(written);
        free.Set();
        writer.Flush();

        Assert.Equal(["1", "3"], written);
    }

    [Fact]
    public void Flush_NothingPosted_Returns() =>
        new LatestWriter<string>(_ => Assert.Fail("nothing was posted")).Flush();

    [Fact]
    public void Post_AfterAFlush_IsWrittenToo()
    {
        List<string> written = [];
        LatestWriter<string> writer = new(written.Add);
        foreach (string item in new[] { "1", "2", "3" })
        {
            writer.Post(item);
            writer.Flush();
        }

        Assert.Equal(["1", "2", "3"], written);
    }
}
