using FinerCut.Folders;
using FinerCut.Onnx;

namespace FinerCut.Tests.Folders;

public sealed class SourceWatchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("grown", "it had 3 bytes and has 5")]
    [InlineData("written", "it was written to")]
    [InlineData("replaced", "another file has taken its place")]
    [InlineData("gone", "it is gone")]
    [InlineData("new", "it was not there before")]
    public void Check_Changed_SaysHow(string change, string expected)
    {
        Assert.SkipWhen(change == "replaced" && !OperatingSystem.IsLinux(), "identities are asked on Linux alone");
        string path = change == "new" ? _folder.PathOf("file") : _folder.Write("file", "one");
        SourceWatch watch = new([path, _folder.Write("other", "other")]);
        watch.Check();
        Change(path, change);

        string message = Refusal.Of("FC1060", watch.Check);
        Assert.StartsWith(
            $"The input changed: '{path}' is not what it was when the command began; {expected}. ",
            message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Guard_FailureAfterAChange_TellsTheChange()
    {
        string path = _folder.Write("file", "one");
        SourceWatch watch = new([path]);
        Assert.Equal("FC9999", Assert.Throws<DiagnosticException>(() => watch.Guard<int>(Fail)).Code);
        File.Delete(path);
        DiagnosticException error = Assert.Throws<DiagnosticException>(() => watch.Guard<int>(Fail));
        Assert.Equal("FC1060", error.Code);
        Assert.Equal("FC9999", Assert.IsType<DiagnosticException>(error.InnerException).Code);

        static int Fail() => throw new DiagnosticException("FC9999", "Something else.");
    }

    public void Dispose() => _folder.Dispose();

    private static void Change(string path, string change)
    {
        DateTime time = File.Exists(path) ? File.GetLastWriteTimeUtc(path) : default;
        switch (change)
        {
            case "gone":
                File.Delete(path);
                break;
            case "replaced":
                File.WriteAllText(path + "2", "two");
                File.SetLastWriteTimeUtc(path + "2", time);
                File.Move(path + "2", path, overwrite: true);
                break;
            case "written":
                File.WriteAllText(path, "two");
                File.SetLastWriteTimeUtc(path, time.AddSeconds(1));
                break;
            default:
                File.WriteAllText(path, "three");
                break;
        }
    }
}
