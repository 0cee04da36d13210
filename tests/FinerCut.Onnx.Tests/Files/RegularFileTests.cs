using System.Diagnostics;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.TestModels.Files;

namespace FinerCut.Onnx.Tests.Files;

public sealed class RegularFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void OpenRead_Pipe_IsRefusedAndNotWaitedFor()
    {
        string pipe = MakePipe("pipe.onnx");
        Assert.All<Action>(
            [() => RegularFile.OpenRead(pipe).Dispose(), () => RegularFile.ReadAll(pipe), () => Model.Open(pipe)],
            open =>
            {
                DiagnosticException error = Assert.Throws<DiagnosticException>(open);
                Assert.Equal("FC1061", error.Code);
                Assert.StartsWith($"'{pipe}' is a named pipe, not a file; ", error.Message, StringComparison.Ordinal);
            });
    }

    [Fact]
    public void OpenRead_DeviceOrLinkToOne_IsRefused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "what devices are is asked on Linux alone");
        string link = File.CreateSymbolicLink(_folder.Combine("link"), "/dev/zero").FullName;
        Assert.All([link, "/dev/zero", "/dev/null"], path => Assert.Equal(
            "FC1061", Assert.Throws<DiagnosticException>(() => RegularFile.ReadAll(path)).Code));
    }

    [Fact]
    public void ReadAll_LargerThanAllowed_SaysBothSizes()
    {
        string path = _folder.Combine("large.json");
        using (FileStream file = File.Create(path))
        {
            file.SetLength(RegularFile.LargestReadWhole + 1);
        }

        DiagnosticException error = Assert.Throws<DiagnosticException>(() => RegularFile.ReadAll(path));
        Assert.Equal("FC1062", error.Code);
        Assert.Contains(
            "has 268435457 bytes; files of this kind are read up to 268435456. ",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void ReadAll_FileBehindLink_IsItsContent()
    {
        File.WriteAllText(_folder.Combine("file"), "text");
        Assert.SkipWhen(OperatingSystem.IsWindows(), "creating links on Windows needs a privilege");
        File.CreateSymbolicLink(_folder.Combine("link"), "file");
        Assert.Equal("text"u8, RegularFile.ReadAll(_folder.Combine("link")));
    }

    [Fact]
    public void Facts_RenamedOver_HasAnotherIdentity()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "identities are asked on Linux alone");
        string path = _folder.Combine("file");
        File.WriteAllText(path, "one");
        FileFacts first = FileFacts.Find(path)!.Value;
        File.WriteAllText(path + "2", "two");
        File.SetLastWriteTimeUtc(path + "2", File.GetLastWriteTimeUtc(path));
        File.Move(path + "2", path, overwrite: true);
        FileFacts second = FileFacts.Find(path)!.Value;

        Assert.Equal(3, first.SizeInBytes);
        Assert.Equal((first.SizeInBytes, first.Form), (second.SizeInBytes, second.Form));
        Assert.NotEqual(first.Identity, second.Identity);
        Assert.Null(FileFacts.Find(_folder.Combine("nothing")));
    }

    public void Dispose() => _folder.Dispose();

    private string MakePipe(string name)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "what pipes are is asked on Linux alone");
        string path = _folder.Combine(name);
        using Process process = Process.Start("mkfifo", [path]);
        process.WaitForExit();
        return path;
    }
}
