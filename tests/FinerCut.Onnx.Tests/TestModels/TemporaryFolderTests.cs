using FinerCut.TestModels.Files;

namespace FinerCut.Onnx.Tests.TestModels;

public class TemporaryFolderTests
{
    [Fact]
    public void Folder_WithFilesInIt_IsGoneAfterDispose()
    {
        TemporaryFolder folder = new();
        Directory.CreateDirectory(folder.Combine("inner"));
        File.WriteAllText(folder.Combine("inner", "file.txt"), "text");
        Assert.Contains(' ', Path.GetFileName(folder.Path));

        folder.Dispose();
        folder.Dispose();

        Assert.False(Directory.Exists(folder.Path));
    }
}
