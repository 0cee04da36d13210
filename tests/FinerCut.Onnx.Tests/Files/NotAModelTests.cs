using System.IO.Pipes;
using System.Text;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Files;

namespace FinerCut.Onnx.Tests.Files;

public sealed class NotAModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("FC1002", "")]
    [InlineData("FC1002", "This is a text, not a model.")]
    [InlineData("FC1002", "version https://git-lfs.github.com/spec/v1\noid "
        + "sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n")]
    [InlineData("FC1002", "{\"model\": 1}")]
    [InlineData("FC1002", "<html><body>404</body></html>")]
    [InlineData("FC1002", "\u0008\u0008")]
    [InlineData("FC1003", "\u003A\u0008")]
    public void File_ThatIsNoModel_IsRefused(string code, string text) => Refuse(code, Encoding.UTF8.GetBytes(text));

    [Fact]
    public void Images_AreRefused()
    {
        Refuse("FC1002", [0x89, .. "PNG\r\n\u001a\n"u8, 0, 0, 0, 13]);
        Refuse("FC1002", [0xFF, 0xD8, 0xFF, 0xE0, 0, 16]);
        Refuse("FC1002", "PK\u0003\u0004"u8.ToArray());
    }

    [Fact]
    public void Numbers_LongerThanTenBytes_AreRefused() =>
        Refuse("FC1002", [0x08, .. Enumerable.Repeat((byte)0xFF, 11), 1]);

    [Fact]
    public void Lengths_BelowZero_AreRefused() => Refuse("FC1002", [0x3A, .. Enumerable.Repeat((byte)0xFF, 9), 1]);

    [Fact]
    public void Lengths_BeyondTheFile_AreRefused() =>
        Refuse("FC1003", [0x3A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F]);

    [Theory]
    [InlineData(TinyDecoderForm.OptimumLlama)]
    [InlineData(TinyDecoderForm.GenAiLlama)]
    public void File_CutAnywhere_IsRefused(TinyDecoderForm form)
    {
        const int step = 97;
        TinyDecoder decoder =
            TinyDecoder.Write(_folder.Path, new() { Form = form, Storage = WeightStorage.ExternalPacked });
        byte[] bytes = File.ReadAllBytes(decoder.ModelPath);
        List<string> codes = [];
        for (int length = 0; length < bytes.Length; length += step)
        {
            codes.Add(Refuse(null, bytes[..length]));
        }

        Assert.Equal(["FC1002", "FC1003"], codes.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Folder_AsModel_IsRefused() =>
        Assert.Equal("FC1004", Assert.Throws<DiagnosticException>(() => Model.Open(_folder.Path)).Code);

    [Fact]
    public void MissingFile_IsRefused()
    {
        Assert.Equal("FC1001", Assert.Throws<DiagnosticException>(() => Model.Open(_folder.Combine("none.onnx"))).Code);
        Assert.Equal(
            "FC1001", Assert.Throws<DiagnosticException>(() => Model.Open(_folder.Combine("none", "none.onnx"))).Code);
    }

    [Fact]
    public void Pipe_AsModel_IsRefused()
    {
        Assert.SkipUnless(Directory.Exists("/proc/self/fd"), "only Linux gives files for open pipes");
        using AnonymousPipeServerStream pipe = new(PipeDirection.Out);

        DiagnosticException error = Assert.Throws<DiagnosticException>(() => Model.Open(
            $"/proc/self/fd/{pipe.ClientSafePipeHandle.DangerousGetHandle()}"));

        Assert.Equal("FC1061", error.Code);
    }

    private string Refuse(string? code, byte[] bytes)
    {
        string path = _folder.Combine("refused.onnx");
        File.WriteAllBytes(path, bytes);
        DiagnosticException error = Assert.Throws<DiagnosticException>(() => Model.Open(path));
        Assert.Equal(code ?? error.Code, error.Code);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        return error.Code;
    }
}
